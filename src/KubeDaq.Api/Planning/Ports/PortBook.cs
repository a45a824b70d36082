namespace KubeDaq.Api.Planning.Ports;

/// <summary>
/// Which host ports are taken. A port is one replica's on a host; where the host is not known yet it is that replica's on every host.
/// </summary>
internal sealed class PortBook
{
    private readonly PortRange _range;
    private readonly Dictionary<string, HashSet<int>> _onHost = [];
    private readonly HashSet<int> _everywhere = [];
    private readonly Dictionary<int, int> _anywhere = [];
    private readonly Dictionary<string, int> _lowest = [];

    public PortBook(PortRange range) => _range = range;

    /// <summary>Whether nobody has the port on the host; on any host where it is null.</summary>
    public bool IsFree(string? host, int port) =>
        !_everywhere.Contains(port) && (host is null ? !_anywhere.ContainsKey(port) : !(_onHost.GetValueOrDefault(host)?.Contains(port) ?? false));

    public void Take(string? host, int port)
    {
        if (!Ports(host).Add(port))
            return;
        _anywhere[port] = _anywhere.GetValueOrDefault(port) + 1;
    }

    public void Return(string? host, int port)
    {
        if (!Ports(host).Remove(port))
            return;
        if (--_anywhere[port] == 0)
            _anywhere.Remove(port);
        _lowest.Clear();
    }

    /// <summary>Takes the lowest free port of the range; null when none is left.</summary>
    public int? TakeLowest(string? host)
    {
        var start = _lowest.GetValueOrDefault(host ?? "", _range.Min);
        for (var port = start; port <= _range.Max; port++)
        {
            if (!IsFree(host, port))
                continue;
            Take(host, port);
            _lowest[host ?? ""] = port + 1;
            return port;
        }
        _lowest[host ?? ""] = _range.Max + 1;
        return null;
    }

    /// <summary>The range in words.</summary>
    public string RangeText => $"{_range.Min} to {_range.Max}";

    private HashSet<int> Ports(string? host)
    {
        if (host is null)
            return _everywhere;
        if (!_onHost.TryGetValue(host, out var ports))
            _onHost[host] = ports = [];
        return ports;
    }
}

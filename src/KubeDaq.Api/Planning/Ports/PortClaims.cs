using KubeDaq.Api.Planning.Board;
using KubeDaq.Api.Planning.Searching;

namespace KubeDaq.Api.Planning.Ports;

/// <summary>Gives the replicas of one partition their host ports: those they had, else the lowest free ones.</summary>
internal sealed class PortClaims(PortBook book, Contender contender, Obstacles obstacles)
{
    private static readonly Dictionary<string, int> _none = [];

    private readonly List<(string? Host, int Port)> _taken = [];

    public IReadOnlyDictionary<string, int> Take(ReplicaNeed need)
    {
        if (need.Application.Ports.Count == 0)
            return _none;
        var host = need.Host;
        var ports = new Dictionary<string, int>();
        for (var i = 0; i < need.Application.Ports.Count; i++)
        {
            var name = need.Application.Ports[i].Name;
            if (Kept(need, name, host) is { } kept)
                ports[name] = kept;
            else if (book.TakeLowest(host) is { } port)
                ports[name] = Remember(host, port);
            else
                obstacles.Add(need, i, ObstacleKind.NoPort, NoneLeft(need, name, host), $"spec.applications[{need.ApplicationIndex}].ports[{i}]");
        }
        return ports;
    }

    /// <summary>Gives back what was newly taken.</summary>
    public void TakeBack() => _taken.ForEach(taken => book.Return(taken.Host, taken.Port));

    private int? Kept(ReplicaNeed need, string name, string? host)
    {
        if (need.Given is not { } given || !contender.KeptPorts.Contains((need.Application.Name, need.Index, name)))
            return null;
        var port = given.Ports![name];
        var before = PortsGiven.HostOf(need.Application, given);
        if (before == host)
            return port;
        book.Return(before, port);
        if (!book.IsFree(host, port))
            return null;
        book.Take(host, port);
        return Remember(host, port);
    }

    private int Remember(string? host, int port)
    {
        _taken.Add((host, port));
        return port;
    }

    private string NoneLeft(ReplicaNeed need, string name, string? host) =>
        $"no host port from {book.RangeText} is left {(host is null ? "on every host" : $"on {host}")} for port {name} of {need.Application.Name}";
}

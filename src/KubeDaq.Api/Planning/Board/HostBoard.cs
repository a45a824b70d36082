using KubeDaq.Api.DaqHosts;
using KubeDaq.Api.Partitions;

namespace KubeDaq.Api.Planning.Board;

/// <summary>Which hosts have the data networks and CVMFS repositories that an application asks for.</summary>
internal sealed class HostBoard
{
    private readonly Dictionary<string, DaqHost> _byName = [];
    private readonly Dictionary<string, HostSet> _sets = [];

    public HostBoard(Rack rack)
    {
        foreach (var host in rack.Hosts.OrderBy(host => host.Metadata.Name, StringComparer.Ordinal))
            _byName.TryAdd(host.Metadata.Name ?? "", host);
    }

    /// <summary>Hosts that will do; null where any host will.</summary>
    public HostSet? For(Application application)
    {
        if (application.DataNetworks.Count + application.Cvmfs.Count == 0)
            return null;
        var key = $"{string.Join(',', application.DataNetworks)};{string.Join(',', application.Cvmfs)}";
        if (!_sets.TryGetValue(key, out var set))
            _sets[key] = set = new HostSet([.. _byName.Values.Where(host => !Missing(host, application).Any()).Select(host => host.Metadata.Name!)]);
        return set;
    }

    /// <summary>What a host lacks for the application, in words.</summary>
    public IReadOnlyList<string> Missing(string host, Application application) =>
        _byName.TryGetValue(host, out var found) ? [.. Missing(found, application)] : ["DaqHost object"];

    private static IEnumerable<string> Missing(DaqHost host, Application application)
    {
        var networks = host.Status?.Networks ?? [];
        foreach (var network in application.DataNetworks.Where(wanted => !networks.Any(n => n.Name == wanted)))
            yield return $"data network {network}";
        var cvmfs = host.Status?.Cvmfs ?? [];
        foreach (var repository in application.Cvmfs.Where(wanted => !cvmfs.Contains(wanted)))
            yield return $"CVMFS repository {repository}";
    }
}

/// <summary>Hosts that have what an application asks for, in the order of names.</summary>
internal sealed class HostSet(IReadOnlyList<string> names)
{
    private readonly HashSet<string> _names = [.. names];

    public IReadOnlyList<string> Names { get; } = names;

    public string Text { get; } = string.Join(',', names);

    public bool Contains(string host) => _names.Contains(host);
}

using KubeDaq.Api.DaqHosts;

namespace KubeDaq.Cli.Rendering;

/// <summary>All about a host.</summary>
internal static class HostDescription
{
    public static Description Of(DaqHost host) => new Description()
        .Field("Name", host.Metadata.Name)
        .Field("Ready", HostListing.Ready(host))
        .Field("Cards", string.Join(", ", host.Status?.Cards ?? []))
        .Field("Offers by", host.Status?.OfferMode)
        .Field("Agent", host.Status?.AgentVersion)
        .Field("Huge pages", string.Join(", ", (host.Status?.HugePages ?? []).Select(Pages)))
        .Field("Drivers", string.Join(", ", (host.Status?.Drivers ?? []).Select(d => $"{d.Name} {d.Version}{(d.Detail is null ? "" : $" ({d.Detail})")}")))
        .Table("Data networks", ["NAME", "INTERFACE", "ADDRESS"], (host.Status?.Networks ?? []).Select(n => (IReadOnlyList<Cell>)[n.Name, n.Interface, n.Address]))
        .Table("Interfaces", ["NAME", "STATE", "MBIT/S", "MTU", "NUMA", "PCI", "ADDRESSES"], (host.Status?.Interfaces ?? []).Select(Row))
        .Table("NUMA nodes", ["NODE", "CPUS", "MEMORY"], (host.Status?.NumaNodes ?? []).Select(n => (IReadOnlyList<Cell>)[$"{n.Id}", n.Cpus, n.Memory]))
        .Table("CVMFS", ["REPOSITORY", "READY", "MESSAGE"], Repositories(host.Status))
        .Table("Conditions", ["TYPE", "STATUS", "REASON", "MESSAGE"], (host.Status?.Conditions ?? []).Select(c => (IReadOnlyList<Cell>)[c.Type, c.Status, c.Reason, c.Message]));

    private static IReadOnlyList<Cell> Row(HostInterface found) =>
        [found.Name, found.State, $"{found.SpeedMbps}", $"{found.Mtu}", $"{found.NumaNode}", found.PciAddress, string.Join(", ", found.Addresses)];

    private static string Pages(HostHugePages pages) => $"{pages.Total} of {pages.Size}{(pages.NumaNode is { } node ? $" on node {node}" : "")}";

    /// <summary>A host that nobody checks says only which it has.</summary>
    private static IEnumerable<IReadOnlyList<Cell>> Repositories(DaqHostStatus? status)
    {
        var told = (status?.CvmfsRepositories ?? []).Select(r => (IReadOnlyList<Cell>)[r.Name, r.Ready ? "True" : "False", r.Message]);
        var names = (status?.CvmfsRepositories ?? []).Select(r => r.Name).ToHashSet();
        return told.Concat((status?.Cvmfs ?? []).Where(name => !names.Contains(name)).Select(name => (IReadOnlyList<Cell>)[name, "True", null]));
    }
}

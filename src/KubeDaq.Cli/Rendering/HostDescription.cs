using KubeDaq.Api.DaqHosts;

namespace KubeDaq.Cli.Rendering;

/// <summary>All about a host.</summary>
internal static class HostDescription
{
    public static Description Of(DaqHost host) => new Description()
        .Field("Name", host.Metadata.Name)
        .Field("Ready", HostListing.Ready(host))
        .Field("Cards", string.Join(", ", host.Status?.Cards ?? []))
        .Field("CVMFS", string.Join(", ", host.Status?.Cvmfs ?? []))
        .Table("Data networks", ["NAME", "INTERFACE", "ADDRESS"], (host.Status?.Networks ?? []).Select(n => (IReadOnlyList<Cell>)[n.Name, n.Interface, n.Address]))
        .Table("Conditions", ["TYPE", "STATUS", "REASON", "MESSAGE"], (host.Status?.Conditions ?? []).Select(c => (IReadOnlyList<Cell>)[c.Type, c.Status, c.Reason, c.Message]));
}

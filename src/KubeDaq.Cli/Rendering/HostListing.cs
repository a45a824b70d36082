using System.Text.Json.Nodes;
using KubeDaq.Api.DaqHosts;
using KubeDaq.Cluster.Clients;

namespace KubeDaq.Cli.Rendering;

/// <summary>Hosts as a table.</summary>
internal sealed class HostListing() : Listing("host", Kinds.DaqHost, "daqhosts", "daqhost", "dhost", "daqhosts.dune.daq")
{
    public override IReadOnlyList<string> Heads(bool wide) => ["NAME", "READY", "CARDS", "DATA-NETWORKS", "CVMFS", "AGE"];

    public override IReadOnlyList<Cell> Row(JsonObject value, bool wide, DateTimeOffset now)
    {
        var host = Read<DaqHost>(value);
        return
        [
            host.Metadata.Name,
            Ready(host),
            List(host.Status?.Cards),
            List(host.Status?.Networks.Select(n => $"{n.Name}={n.Address}")),
            List(host.Status?.Cvmfs),
            Age.Since(host.Metadata.CreationTimestamp, now),
        ];
    }

    public static Cell Ready(DaqHost host)
    {
        var ready = host.Status?.Conditions.FirstOrDefault(c => c.Type == "Ready")?.Status ?? "Unknown";
        return new Cell(ready, Shades.OfHealth(ready));
    }
}

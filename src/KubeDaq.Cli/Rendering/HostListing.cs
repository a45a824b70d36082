using System.Text.Json.Nodes;
using KubeDaq.Api.DaqHosts;
using KubeDaq.Cluster.Clients;

namespace KubeDaq.Cli.Rendering;

/// <summary>Hosts as a table.</summary>
internal sealed class HostListing() : Listing("host", Kinds.DaqHost, "daqhosts", "daqhost", "dhost", "daqhosts.dune.daq")
{
    public override IReadOnlyList<string> Heads(bool wide) =>
        wide
            ? ["NAME", "READY", "CARDS", "OFFERED-BY", "DATA-NETWORKS", "NICS", "HUGEPAGES", "NUMA", "DRIVERS", "CVMFS", "AGENT", "AGE"]
            : ["NAME", "READY", "CARDS", "DATA-NETWORKS", "CVMFS", "AGE"];

    public override IReadOnlyList<Cell> Row(JsonObject value, bool wide, DateTimeOffset now)
    {
        var host = Read<DaqHost>(value);
        var status = host.Status;
        Cell name = host.Metadata.Name;
        Cell networks = List(status?.Networks.Select(n => $"{n.Name}={n.Address}"));
        var age = Age.Since(host.Metadata.CreationTimestamp, now);
        return wide
            ? [name, Ready(host), List(status?.Cards), status?.OfferMode, networks, List(status?.Interfaces.Select(Nic)), List(status?.HugePages.Select(Pages)),
                status?.NumaNodes.Count is > 0 and var nodes ? $"{nodes}" : null, List(status?.Drivers.Select(d => $"{d.Name}={d.Version ?? "?"}")), List(status?.Cvmfs),
                status?.AgentVersion, age]
            : [name, Ready(host), List(status?.Cards), networks, List(status?.Cvmfs), age];
    }

    /// <summary>A port with its speed in Gbit/s, and that it is down where it is.</summary>
    private static string Nic(HostInterface found)
    {
        var speed = found.SpeedMbps is { } megabits ? $"={megabits / 1000.0:0.#}G" : "";
        return found.State is "up" or null ? found.Name + speed : $"{found.Name}={found.State}";
    }

    private static string Pages(HostHugePages pages) => $"{pages.Total}x{pages.Size}{(pages.NumaNode is { } node ? $"@{node}" : "")}";

    public static Cell Ready(DaqHost host)
    {
        var ready = host.Status?.Conditions.FirstOrDefault(c => c.Type == "Ready")?.Status ?? "Unknown";
        return new Cell(ready, Shades.OfHealth(ready));
    }
}

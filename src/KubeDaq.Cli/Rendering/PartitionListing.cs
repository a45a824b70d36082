using System.Text.Json.Nodes;
using KubeDaq.Api.Partitions;
using KubeDaq.Cluster.Clients;

namespace KubeDaq.Cli.Rendering;

/// <summary>Partitions as a table.</summary>
internal sealed class PartitionListing() : Listing("partition", Kinds.Partition, "part", "partitions.dune.daq")
{
    public override IReadOnlyList<string> Heads(bool wide) =>
        wide
            ? ["NAME", "PHASE", "READY", "CARDS", "HOSTS", "REQUESTED-BY", "SINCE", "AGE", "MESSAGE"]
            : ["NAME", "PHASE", "READY", "CARDS", "REQUESTED-BY", "AGE", "MESSAGE"];

    public override IReadOnlyList<Cell> Row(JsonObject value, bool wide, DateTimeOffset now)
    {
        var partition = Read<Partition>(value);
        var status = partition.Status;
        Cell name = partition.Metadata.Name;
        var phase = status is null ? Cell.Nothing : new Cell(status.Phase.ToString(), Shades.Of(status.Phase));
        Cell ready = Ready(status);
        Cell cards = List(status?.Cards);
        Cell requestedBy = partition.Spec.RequestedBy;
        Cell age = Age.Since(partition.Metadata.CreationTimestamp, now);
        Cell message = status?.Message;
        if (!wide)
            return [name, phase, ready, cards, requestedBy, age, message];
        Cell hosts = List(status?.Applications.SelectMany(a => a.Pods).Select(p => p.Host).OfType<string>().Distinct().Order());
        return [name, phase, ready, cards, hosts, requestedBy, Age.Since(status?.Since, now), age, message];
    }

    public static string? Ready(PartitionStatus? status) =>
        status is null || status.Applications.Count == 0
            ? null
            : $"{status.Applications.Sum(a => a.Ready)}/{status.Applications.Sum(a => a.Replicas)}";
}

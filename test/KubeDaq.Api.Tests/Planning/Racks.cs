using System.Text.Json.Nodes;
using KubeDaq.Api.DaqHosts;
using KubeDaq.Api.Meta;
using KubeDaq.Api.Partitions;
using KubeDaq.Api.Planning;
using KubeDaq.Api.ReadoutCards;

namespace KubeDaq.Api.Tests.Planning;

/// <summary>Racks for the planner's tests, and what an operator makes of a plan.</summary>
internal static class Racks
{
    public static readonly DateTimeOffset Start = new(2026, 11, 24, 14, 2, 0, TimeSpan.Zero);

    public static ReadoutCard Card(string name, string host, params string[] units) => new()
    {
        Metadata = new ObjectMeta { Name = name, Labels = new Dictionary<string, string> { ["detector"] = name[..3] } },
        Spec = new ReadoutCardSpec { Host = host, PciAddress = "0000:3b:00.0", Devices = [$"/dev/{name}"], Units = units },
    };

    public static DaqHost Host(string name, params string[] networks) => new()
    {
        Metadata = new ObjectMeta { Name = name },
        Status = new DaqHostStatus { Networks = [.. networks.Select(network => new HostNetwork { Name = network, Address = "10.0.0.1" })] },
    };

    public static Application App(string name, params CardClaim[] cards) => new()
    {
        Name = name,
        Cards = cards,
        Template = new JsonObject { ["spec"] = new JsonObject { ["containers"] = new JsonArray(new JsonObject { ["name"] = "c", ["image"] = "i" }) } },
    };

    public static CardClaim Named(string card, string? unit = null) => new() { Name = card, Unit = unit };

    public static CardClaim Any(string detector, string? unit = null) => new()
    {
        Selector = new LabelSelector { MatchLabels = new Dictionary<string, string> { ["detector"] = detector } },
        Unit = unit,
    };

    /// <summary>A partition that is the older the smaller its age is.</summary>
    public static Partition Partition(string name, int age, params Application[] applications) => new()
    {
        Metadata = new ObjectMeta { Name = name, Namespace = "np04", Uid = "uid-" + name, CreationTimestamp = Start.AddMinutes(age) },
        Spec = new PartitionSpec { RequestedBy = "gcrone", Applications = applications },
    };

    public static PartitionPlan For(this Plan plan, string partition) => plan.Partitions[new ObjectName("np04", partition)];

    public static ReadoutCard HeldBy(this ReadoutCard card, Partition partition, string pod = "readout-0") =>
        card with { Status = (card.Status ?? new()) with { Lease = Lease(partition, pod) } };

    public static ReadoutCard UnitHeldBy(this ReadoutCard card, string unit, Partition partition, string pod) =>
        card with { Status = (card.Status ?? new()) with { UnitLeases = [.. card.Status?.UnitLeases ?? [], new UnitLease { Unit = unit, Lease = Lease(partition, pod) }] } };

    private static CardLease Lease(Partition partition, string pod) => new()
    {
        Namespace = partition.Metadata.Namespace!,
        Partition = partition.Metadata.Name!,
        Uid = partition.Metadata.Uid!,
        Pod = pod,
        RequestedBy = partition.Spec.RequestedBy,
        Since = Start,
    };
}

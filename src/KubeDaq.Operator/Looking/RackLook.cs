using KubeDaq.Api.DaqHosts;
using KubeDaq.Api.Meta;
using KubeDaq.Api.Partitions;
using KubeDaq.Api.Planning;
using KubeDaq.Api.ReadoutCards;
using KubeDaq.Operator.Leases;
using KubeDaq.Operator.Pods;

namespace KubeDaq.Operator.Looking;

/// <summary>One consistent look at the whole rack, and the plan made from it.</summary>
internal sealed record RackLook(
    Plan Plan,
    IReadOnlyDictionary<ObjectName, Partition> Partitions,
    IReadOnlyDictionary<string, ReadoutCard> Cards,
    IReadOnlyDictionary<string, DaqHost> Hosts,
    IReadOnlyDictionary<string, HostNode> Nodes,
    ILookup<string, HeldLease> HeldByUid);

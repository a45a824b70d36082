using KubeDaq.Api.DaqHosts;
using KubeDaq.Api.Partitions;
using KubeDaq.Api.ReadoutCards;
using KubeDaq.Cluster.Caching;
using KubeDaq.Operator.Governing;
using KubeDaq.Operator.Pods;

namespace KubeDaq.Operator;

/// <summary>The kinds that the controllers follow.</summary>
internal sealed record OperatorCaches(
    IObjectCache<Partition> Partitions,
    IObjectCache<ReadoutCard> Cards,
    IObjectCache<DaqHost> Hosts,
    IObjectCache<HostNode> Nodes,
    IObjectCache<Pod> Pods,
    IObjectCache<GovernedNamespace> Namespaces);

using KubeDaq.Api.DaqHosts;
using KubeDaq.Api.Meta;
using KubeDaq.Api.Partitions;
using KubeDaq.Api.Planning;
using KubeDaq.Api.ReadoutCards;
using KubeDaq.Cluster.Caching;
using KubeDaq.Operator.Controllers.Partitions.Deciding;
using KubeDaq.Operator.Controllers.Partitions.Doing;
using KubeDaq.Operator.Leases;
using KubeDaq.Operator.Pods;

namespace KubeDaq.Operator.Looking;

/// <summary>Plans the whole rack when something has changed and somebody asks: once a burst, not once a partition.</summary>
internal sealed class RackLookout
{
    private readonly Lock _lock = new();
    private readonly WriteThrough<Partition> _partitions;
    private readonly WriteThrough<ReadoutCard> _cards;
    private readonly IObjectCache<DaqHost> _hosts;
    private readonly IObjectCache<HostNode> _nodes;
    private readonly PodBook _pods;
    private readonly NotGrantedCards _notGranted;
    private readonly PortRange _ports;
    private readonly Func<Rack, Plan> _plan;
    private long _revision;
    private (long Revision, RackLook Look)? _last;

    public RackLookout(
        WriteThrough<Partition> partitions,
        WriteThrough<ReadoutCard> cards,
        IObjectCache<DaqHost> hosts,
        IObjectCache<HostNode> nodes,
        PodBook pods,
        NotGrantedCards notGranted,
        PortRange ports,
        Func<Rack, Plan> plan)
    {
        (_partitions, _cards, _hosts, _nodes, _pods, _notGranted, _ports, _plan) = (partitions, cards, hosts, nodes, pods, notGranted, ports, plan);
        partitions.Changed += (_, _) => Outdate();
        cards.Changed += (_, _) => Outdate();
        hosts.Changed += (_, _) => Outdate();
        nodes.Changed += (_, _) => Outdate();
        pods.RackChanged += Outdate;
        notGranted.Changed += Outdate;
    }

    public RackLook Look()
    {
        lock (_lock)
        {
            // Read before the caches are: a change in between only makes the next look plan again.
            var revision = Interlocked.Read(ref _revision);
            if (_last is not { } last || last.Revision != revision)
                _last = last = (revision, Make());
            return last.Look;
        }
    }

    private void Outdate() => Interlocked.Increment(ref _revision);

    private RackLook Make()
    {
        var partitions = _partitions.List().ToDictionary(p => new ObjectName(p.Metadata.Namespace!, p.Metadata.Name!));
        var cards = _cards.List().ToDictionary(c => c.Metadata.Name!);
        var hosts = _hosts.List().ToDictionary(h => h.Metadata.Name!);
        var rack = new Rack
        {
            Partitions = [.. partitions.Values.Select(PartitionWish.AsPlanned)],
            Cards = [.. cards.Values],
            Hosts = [.. hosts.Values],
            Pods = _pods.ForPlanner(),
            NotGranted = _notGranted.All,
            Ports = _ports,
        };
        return new RackLook(
            _plan(rack),
            partitions,
            cards,
            hosts,
            _nodes.List().ToDictionary(n => n.Name),
            cards.Values.SelectMany(CardLeases.Of).ToLookup(h => h.Lease.Uid));
    }
}

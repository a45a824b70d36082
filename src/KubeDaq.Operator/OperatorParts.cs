using KubeDaq.Api.Partitions;
using KubeDaq.Api.Planning;
using KubeDaq.Api.ReadoutCards;
using KubeDaq.Cluster.Events;
using KubeDaq.Operator.Controllers.Partitions;
using KubeDaq.Operator.Controllers.Partitions.Doing;
using KubeDaq.Operator.Controllers.Partitions.Telling;
using KubeDaq.Operator.Controllers.ReadoutCards;
using KubeDaq.Operator.Governing;
using KubeDaq.Operator.Looking;

namespace KubeDaq.Operator;

/// <summary>The operator's parts, put together over caches and clients; tests give their own.</summary>
internal sealed class OperatorParts
{
    public OperatorParts(
        OperatorCaches caches, PartitionClients clients, IUseReviews reviews, IEventRecorder events, OperatorOptions options, Func<Rack, Plan> plan, TimeProvider time)
    {
        NotGranted = new NotGrantedCards(time);
        Troubles = new PodTroubles(time);
        Partitions = new WriteThrough<Partition>(caches.Partitions);
        Cards = new WriteThrough<ReadoutCard>(caches.Cards);
        Pods = new PodBook(caches.Pods);
        Lookout = new RackLookout(Partitions, Cards, caches.Hosts, caches.Nodes, Pods, NotGranted, options.HostPorts, plan);
        var news = new PartitionNews(events);
        var grants = new CardGrants(clients, reviews, caches.Namespaces, options.HostAccessMode, NotGranted, news);
        var giver = new CardGiver(clients, Cards, time);
        var statuses = new StatusWriter(clients.Partitions, Partitions, news, time);
        var check = new LeaseCheck(clients.Cards, Cards);
        var identity = new IdentityMaker(clients);
        var starter = new PodStarter(clients, Partitions, Pods, check, identity, statuses, Troubles);
        var taker = new CardTaker(clients, Cards, giver, time);
        var acts = new PartitionActs(clients, Partitions, Pods, grants, taker, giver, starter, statuses, identity, Troubles, news, time);
        Partition = new PartitionReconciler(
            new PartitionViews(Lookout, Pods, Troubles, time), acts, statuses, new EndpointPublisher(clients, time), Partitions, grants, NotGranted);
        var lost = new LostLeases(clients, Partitions, Lookout, giver);
        Card = new CardReconciler(clients.Cards, Cards, Pods, lost, new ForcedReleases(clients.Partitions, events));
    }

    public WriteThrough<Partition> Partitions { get; }

    public WriteThrough<ReadoutCard> Cards { get; }

    public PodBook Pods { get; }

    public NotGrantedCards NotGranted { get; }

    public PodTroubles Troubles { get; }

    public RackLookout Lookout { get; }

    public PartitionReconciler Partition { get; }

    public CardReconciler Card { get; }
}

using KubeDaq.Api.Meta;
using KubeDaq.Api.Partitions;
using KubeDaq.Api.ReadoutCards;
using KubeDaq.Cluster.Clients;
using KubeDaq.Cluster.Events;
using KubeDaq.Operator.Leases;

namespace KubeDaq.Operator.Controllers.ReadoutCards;

/// <summary>
/// Carries an expert's order over to the partition that holds the card: it ends there, in order, and gives its cards back as always, so that
/// even by force no card is free while a pod may use it. Only a pod on a host that does not answer is removed without its kubelet.
/// </summary>
internal sealed class ForcedReleases(IResourceClient<Partition> partitions, IEventRecorder events)
{
    public async Task OrderAsync(ReadoutCard card, CancellationToken stop)
    {
        if (card.Spec.Release is not { } order || CardLeases.Of(card).FirstOrDefault(h => h.Lease.Number == order.LeaseNumber) is not { } held)
            return;
        var partition = await partitions.GetAsync(new ObjectName(held.Lease.Namespace, held.Lease.Partition), stop);
        if (partition is null || partition.Metadata.Uid != held.Lease.Uid || IsOrdered(partition, card, order))
            return;
        var status = (partition.Status ?? new PartitionStatus()) with
        {
            TakenAway = new TakenCard
            {
                Card = card.Metadata.Name!,
                LeaseNumber = order.LeaseNumber,
                Reason = order.Reason,
                By = order.RequestedBy,
                Generation = partition.Metadata.Generation ?? 0,
            },
        };
        await partitions.ReplaceStatusAsync(partition with { Status = status }, stop);
        var note = $"card {card.Metadata.Name} is taken away from {held.Lease.Namespace}/{held.Lease.Partition} by {order.RequestedBy}: {order.Reason}";
        events.Record(EventSubject.Of(Kinds.Partition, partition), EventType.Warning, "TakenAway", note);
        events.Record(EventSubject.Of(Kinds.ReadoutCard, card), EventType.Warning, "ForcedRelease", note);
    }

    /// <summary>An order stands until the lease has ended, even if the partition's spec is changed meanwhile.</summary>
    private static bool IsOrdered(Partition partition, ReadoutCard card, ForcedRelease order) =>
        partition.Status?.TakenAway is { } taken
        && taken.Card == card.Metadata.Name
        && taken.LeaseNumber == order.LeaseNumber
        && taken.Generation == partition.Metadata.Generation;
}

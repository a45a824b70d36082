using KubeDaq.Api.Meta;
using KubeDaq.Api.Partitions;
using KubeDaq.Api.ReadoutCards;
using KubeDaq.Operator.Controllers.Partitions.Doing;
using KubeDaq.Operator.Leases;
using KubeDaq.Operator.Looking;

namespace KubeDaq.Operator.Controllers.ReadoutCards;

/// <summary>
/// Ends leases of partitions that no longer exist: somebody has removed the finalizer by hand, or an operator with an old picture took a card
/// for a partition that was just deleted. The pods go first, as always.
/// </summary>
internal sealed class LostLeases(PartitionClients clients, WriteThrough<Partition> partitions, RackLookout lookout, CardGiver giver)
{
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(1);

    /// <summary>When to look again, if something is left to do.</summary>
    public async Task<TimeSpan?> EndAsync(ReadoutCard card, CancellationToken stop)
    {
        var left = 0;
        foreach (var held in CardLeases.Of(card).ToList())
        {
            if (!await IsLostAsync(held.Lease, stop))
                continue;
            var partition = new ObjectName(held.Lease.Namespace, held.Lease.Partition);
            await EndPodsAsync(card, held.Lease, partition, stop);
            left += 1 - await giver.GiveAsync(partition, held.Lease.Uid, [held], _ => Reason(card, held), stop);
        }

        return left > 0 ? Later : null;
    }

    private static string Reason(ReadoutCard card, HeldLease held) =>
        card.Spec.Release is { } order && order.LeaseNumber == held.Lease.Number
            ? $"by force, by {order.RequestedBy}: {order.Reason}"
            : "the partition no longer exists";

    /// <summary>The API server itself must say so: a cache may not know a new partition yet.</summary>
    private async Task<bool> IsLostAsync(CardLease lease, CancellationToken stop)
    {
        var name = new ObjectName(lease.Namespace, lease.Partition);
        return partitions.Get(name)?.Metadata.Uid != lease.Uid
            && (await clients.Partitions.GetAsync(name, stop))?.Metadata.Uid != lease.Uid;
    }

    private async Task EndPodsAsync(ReadoutCard card, CardLease lease, ObjectName partition, CancellationToken stop)
    {
        var nodes = lookout.Look().Nodes;
        var byForce = card.Spec.Release?.LeaseNumber == lease.Number;
        foreach (var pod in (await clients.Pods.ListAsync(partition, stop)).Where(p => p.PartitionUid == lease.Uid && !p.Finished))
        {
            var isLost = pod.Host is { } host && !(nodes.TryGetValue(host, out var node) && node.IsReady);
            if (!pod.Deleting || (byForce && isLost))
                await clients.Pods.DeleteAsync(pod, atOnce: pod.Deleting, stop);
        }
    }
}

using KubeDaq.Api;
using KubeDaq.Api.Meta;
using KubeDaq.Api.Partitions;
using KubeDaq.Api.ReadoutCards;
using KubeDaq.Cluster.Clients;
using KubeDaq.Operator.Leases;
using KubeDaq.Operator.Looking;

namespace KubeDaq.Operator.Controllers.Partitions.Doing;

/// <summary>Ends leases, but only those of whose cards the API server itself says that no pod of the holder is left, terminating ones included.</summary>
internal sealed class CardGiver(
    PartitionClients clients, WriteThrough<ReadoutCard> cards, TimeProvider time)
{
    /// <summary>Gives back a partition's leases; the answer is how many have ended.</summary>
    public Task<int> GiveAsync(Partition partition, IReadOnlyList<HeldLease> leases, Func<HeldLease, string?>? reason, CancellationToken stop) =>
        GiveAsync(new ObjectName(partition.Metadata.Namespace!, partition.Metadata.Name!), partition.Metadata.Uid!, leases, reason, stop);

    /// <summary>Gives back leases of a partition that may no longer exist.</summary>
    public async Task<int> GiveAsync(
        ObjectName partition, string uid, IReadOnlyList<HeldLease> leases, Func<HeldLease, string?>? reason, CancellationToken stop)
    {
        if (leases.Count == 0)
            return 0;
        var used = (await clients.Pods.ListAsync(partition, stop))
            .Where(p => p.PartitionUid == uid && !p.Finished)
            .SelectMany(p => p.Resources)
            .ToHashSet();
        var free = leases.Where(l => !used.Contains(ApiGroup.ResourceName(l.Part.Card, l.Part.Unit))).ToList();
        // Two units of one card are one object: one after the other, or they would meet in conflicts.
        await Parallel.ForEachAsync(free.GroupBy(l => l.Part.Card), clients.AtATime(stop), async (card, token) =>
        {
            foreach (var lease in card)
                await GiveOneAsync(lease, reason?.Invoke(lease), token);
        });
        return free.Count;
    }

    private async Task GiveOneAsync(HeldLease held, string? reason, CancellationToken stop)
    {
        var name = new ObjectName("", held.Part.Card);
        var card = cards.Get(name);
        while (card is not null && IsStill(card, held))
        {
            try
            {
                cards.Put(await clients.Cards.ReplaceStatusAsync(CardLeases.Without(card, held, time.GetUtcNow(), reason), stop));
                return;
            }
            catch (ApiException e) when (e.IsConflict || e.IsNotFound)
            {
                card = await clients.Cards.GetAsync(name, stop);
                if (card is not null)
                    cards.Put(card);
            }
        }
    }

    private static bool IsStill(ReadoutCard card, HeldLease held) =>
        CardLeases.Find(card, held.Part.Unit) is { } now && now.Uid == held.Lease.Uid && now.Number == held.Lease.Number;
}

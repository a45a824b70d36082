using KubeDaq.Api.Meta;
using KubeDaq.Api.Partitions;
using KubeDaq.Api.ReadoutCards;
using KubeDaq.Cluster.Clients;
using KubeDaq.Operator.Controllers.Partitions.Deciding;
using KubeDaq.Operator.Leases;
using KubeDaq.Operator.Looking;

namespace KubeDaq.Operator.Controllers.Partitions.Doing;

/// <summary>
/// Takes all cards of a partition or none. Each is one compare-and-swap of the card's status, so the API server's storage is the arbiter
/// whoever else tries; nobody waits while holding.
/// </summary>
internal sealed class CardTaker(
    PartitionClients clients, WriteThrough<ReadoutCard> cards, CardGiver giver, TimeProvider time)
{
    private const int Attempts = 5;

    /// <summary>Whether the partition now holds them all.</summary>
    public async Task<bool> TakeAsync(Partition partition, IReadOnlyList<CardTake> takes, CancellationToken stop)
    {
        var outcomes = new Outcome[takes.Count];
        try
        {
            await Parallel.ForAsync(0, takes.Count, clients.AtATime(stop), async (i, token) =>
                outcomes[i] = await TakeOneAsync(partition, takes[i], token));
        }
        catch (Exception) when (!stop.IsCancellationRequested)
        {
            await GiveBackAsync(partition, outcomes, stop);
            throw;
        }

        if (outcomes.All(o => o.IsHeld))
            return true;
        await GiveBackAsync(partition, outcomes, stop);
        return false;
    }

    private async Task<Outcome> TakeOneAsync(Partition partition, CardTake take, CancellationToken stop)
    {
        var name = new ObjectName("", take.Part.Card);
        var card = cards.Get(name);
        for (var attempt = 0; attempt < Attempts && card is not null; attempt++)
        {
            if (CardLeases.Find(card, take.Part.Unit) is { } mine && mine.Uid == partition.Metadata.Uid && mine.Pod == take.Owner)
                return new Outcome(true, null);
            if (CardLeases.Blocker(card, take.Part.Unit) is not null)
                return default;
            try
            {
                var written = await clients.Cards.ReplaceStatusAsync(CardLeases.With(card, take.Part.Unit, Lease(partition, take.Owner)), stop);
                cards.Put(written);
                return new Outcome(true, new HeldLease(take.Part, CardLeases.Find(written, take.Part.Unit)!));
            }
            catch (ApiException e) when (e.IsConflict)
            {
                card = await clients.Cards.GetAsync(name, stop);
                if (card is not null)
                    cards.Put(card);
            }
        }

        return default;
    }

    private CardLease Lease(Partition partition, string owner) => new()
    {
        Namespace = partition.Metadata.Namespace!,
        Partition = partition.Metadata.Name!,
        Uid = partition.Metadata.Uid!,
        Pod = owner,
        RequestedBy = partition.Spec.PersonBehind,
        Since = time.GetUtcNow(),
    };

    private Task<int> GiveBackAsync(Partition partition, IEnumerable<Outcome> outcomes, CancellationToken stop) =>
        giver.GiveAsync(partition, [.. outcomes.Select(o => o.Taken).OfType<HeldLease>()], null, stop);

    /// <param name="IsHeld">The partition has the card.</param>
    /// <param name="Taken">The lease, if this attempt has taken it.</param>
    private readonly record struct Outcome(bool IsHeld, HeldLease? Taken);
}

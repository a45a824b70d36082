using KubeDaq.Api.Meta;
using KubeDaq.Api.ReadoutCards;
using KubeDaq.Cluster.Clients;
using KubeDaq.Cluster.Controllers;
using KubeDaq.Operator.Looking;

namespace KubeDaq.Operator.Controllers.ReadoutCards;

/// <summary>Keeps what a card's status says of its users, ends leases whose partition is gone, and passes on an expert's order to release.</summary>
internal sealed class CardReconciler(
    IResourceClient<ReadoutCard> client, WriteThrough<ReadoutCard> cards, PodBook pods, LostLeases lost, ForcedReleases forced) : IReconciler
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(100);

    public async Task<Reconciled> ReconcileAsync(ObjectName name, CancellationToken stop)
    {
        if (cards.Get(name) is not { } card)
            return Reconciled.Done;
        try
        {
            card = await TellUsersAsync(card, stop);
            await forced.OrderAsync(card, stop);
            return new Reconciled(await lost.EndAsync(card, stop));
        }
        catch (ApiException e) when (e.IsConflict || e.IsNotFound)
        {
            // Somebody else has written it, or it is gone: the watch will show what.
            return Reconciled.After(Soon);
        }
    }

    private async Task<ReadoutCard> TellUsersAsync(ReadoutCard card, CancellationToken stop)
    {
        var users = pods.UsersOf(CardResources.Of(card)).Select(u => u.ToString()).ToList();
        var status = card.Status ?? new ReadoutCardStatus();
        if (status.Users.SequenceEqual(users))
            return card;
        var written = await client.ReplaceStatusAsync(card with { Status = status with { Users = users } }, stop);
        cards.Put(written);
        return written;
    }
}

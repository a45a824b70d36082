using System.Collections.Concurrent;
using KubeDaq.Api.HostAccess;
using KubeDaq.Api.HostAccess.Judging;
using KubeDaq.Api.Meta;
using KubeDaq.Api.Partitions;
using KubeDaq.Cluster.Caching;
using KubeDaq.Operator.Controllers.Partitions.Composing;
using KubeDaq.Operator.Controllers.Partitions.Deciding;
using KubeDaq.Operator.Controllers.Partitions.Telling;
using KubeDaq.Operator.Governing;

namespace KubeDaq.Operator.Controllers.Partitions.Doing;

/// <summary>
/// Asks, before cards are taken in a governed namespace, whether the partition's service account may use each of them: its pods would be denied
/// afterwards, one by one, while it held cards that others could have.
/// </summary>
internal sealed class CardGrants(
    PartitionClients clients, IUseReviews reviews, IObjectCache<GovernedNamespace> namespaces, HostAccessMode mode, NotGrantedCards notGranted, PartitionNews news)
{
    /// <summary>Whether the cards may be taken.</summary>
    public async Task<bool> MayTakeAsync(Partition partition, IReadOnlyList<CardTake> takes, CancellationToken stop)
    {
        if (!IsGoverned(partition))
            return true;
        var account = AccountOf(partition);
        var denied = await DeniedAsync(account, [.. takes.Select(take => take.Part.Card).Distinct()], stop);
        if (denied.Count == 0)
            return true;
        news.CardsNotGranted(partition, denied);
        if (mode != HostAccessMode.Deny)
            return true;
        // What was found before stays known: a selector may pick one card after the other.
        var known = notGranted.Of(NameOf(partition)) is { } entry && IsOf(entry, partition) ? entry.Cards : new Dictionary<string, string>();
        notGranted.Set(NameOf(partition), partition.Metadata.Uid!, account, known.Concat(denied).DistinctBy(card => card.Key).ToDictionary());
        return false;
    }

    /// <summary>Asks again for the cards that a partition lacked, where it is time.</summary>
    public async Task LookAgainAsync(ObjectName name, Partition? partition, CancellationToken stop)
    {
        if (notGranted.Of(name) is not { } entry)
            return;
        if (partition is null || !IsOf(entry, partition) || !PartitionWish.IsWanted(partition) || !IsGoverned(partition))
            notGranted.Forget(name);
        else if (notGranted.DueIn(name) == TimeSpan.Zero)
            notGranted.Set(name, entry.Uid, entry.Account, await DeniedAsync(entry.Account, [.. entry.Cards.Keys], stop));
    }

    private async Task<IReadOnlyDictionary<string, string>> DeniedAsync(ObjectName account, IReadOnlyList<string> cards, CancellationToken stop)
    {
        // Who may use every card, as the usual grant says, is asked once.
        if (cards.Count > 1 && await reviews.MayUseCardAsync(account, null, stop))
            return new Dictionary<string, string>();
        var denied = new ConcurrentDictionary<string, string>();
        await Parallel.ForEachAsync(cards, clients.AtATime(stop), async (card, token) =>
        {
            if (!await reviews.MayUseCardAsync(account, card, token))
                denied[card] = CardAccessJudge.Denial(account, card);
        });
        return denied;
    }

    private bool IsGoverned(Partition partition) => namespaces.Get(new ObjectName("", partition.Metadata.Namespace!))?.IsGoverned == true;

    private static bool IsOf(NotGrantedCards.Entry entry, Partition partition) =>
        entry.Uid == partition.Metadata.Uid && entry.Account == AccountOf(partition);

    private static ObjectName AccountOf(Partition partition) => new(partition.Metadata.Namespace!, Identity.ServiceAccount(partition));

    private static ObjectName NameOf(Partition partition) => new(partition.Metadata.Namespace!, partition.Metadata.Name!);
}

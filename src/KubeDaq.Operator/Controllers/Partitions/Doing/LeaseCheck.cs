using KubeDaq.Api.Meta;
using KubeDaq.Api.ReadoutCards;
using KubeDaq.Cluster.Clients;
using KubeDaq.Operator.Leases;
using KubeDaq.Operator.Looking;

namespace KubeDaq.Operator.Controllers.Partitions.Doing;

/// <summary>Asks the API server itself whether leases are held, as a cache may show a hold that has ended.</summary>
internal sealed class LeaseCheck(IResourceClient<ReadoutCard> client, WriteThrough<ReadoutCard> cards)
{
    private const int OneByOne = 50;

    public async Task<bool> AreHeldAsync(IReadOnlyCollection<HeldLease> leases, CancellationToken stop)
    {
        var fresh = (await ReadAsync([.. leases.Select(l => l.Part.Card).Distinct()], stop)).ToDictionary(c => c.Metadata.Name!);
        return leases.All(l =>
            CardLeases.Find(fresh.GetValueOrDefault(l.Part.Card), l.Part.Unit) is { } now
            && now.Uid == l.Lease.Uid
            && now.Number == l.Lease.Number);
    }

    private async Task<IReadOnlyCollection<ReadoutCard>> ReadAsync(IReadOnlyList<string> names, CancellationToken stop)
    {
        IReadOnlyCollection<ReadoutCard> read = names.Count > OneByOne
            ? await client.ListAsync(null, null, stop)
            : [.. (await Task.WhenAll(names.Select(n => client.GetAsync(new ObjectName("", n), stop)))).OfType<ReadoutCard>()];
        foreach (var card in read)
            cards.Put(card);
        return read;
    }
}

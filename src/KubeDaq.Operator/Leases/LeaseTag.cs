using System.Globalization;
using KubeDaq.Api.Partitions;
using KubeDaq.Api.Planning;

namespace KubeDaq.Operator.Leases;

/// <summary>
/// The leases a pod runs under, as text: <c>apa001=7,apa002/data0=3</c>. A pod whose tag is not that of the leases held now was made by an
/// operator that had not yet seen a release: it must go.
/// </summary>
internal static class LeaseTag
{
    /// <summary>What a lease says it is for: the application and replica, <c>readout-0</c>.</summary>
    public static string Owner(string application, int index) => PodName.Owner(application, index);

    /// <summary>What the leases of a replica say they are for.</summary>
    public static string Owner(ReplicaPlan replica) => Owner(replica.Application, replica.Index);

    /// <summary>The tag for a replica, or null where the partition does not hold all of its cards for it.</summary>
    public static string? For(ReplicaPlan replica, IReadOnlyDictionary<CardPart, HeldLease> held)
    {
        var owner = Owner(replica);
        var leases = new List<HeldLease>(replica.Cards.Count);
        foreach (var card in replica.Cards)
        {
            if (!held.TryGetValue(new CardPart(card.Card, card.Unit), out var lease) || lease.Lease.Pod != owner)
                return null;
            leases.Add(lease);
        }

        return Of(leases);
    }

    /// <summary>The tag of leases, whatever their order.</summary>
    public static string Of(IEnumerable<HeldLease> leases) => string.Join(',', leases
        .Select(l => string.Create(CultureInfo.InvariantCulture, $"{l.Part}={l.Lease.Number}"))
        .Order(StringComparer.Ordinal));
}

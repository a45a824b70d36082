using KubeDaq.Api.ReadoutCards;

namespace KubeDaq.Operator.Leases;

/// <summary>Reads and changes the leases in a card's status. Pure: who writes the result must do it by compare-and-swap.</summary>
internal static class CardLeases
{
    // Each entry is checked by the API server at every write of the card, so a long history would make taking cards slow.
    private const int HistoryLength = 5;

    public static IEnumerable<HeldLease> Of(ReadoutCard card)
    {
        var name = card.Metadata.Name!;
        if (card.Status?.Lease is { } whole)
            yield return new HeldLease(new CardPart(name, null), whole);
        foreach (var unit in card.Status?.UnitLeases ?? [])
            yield return new HeldLease(new CardPart(name, unit.Unit), unit.Lease);
    }

    public static CardLease? Find(ReadoutCard? card, string? unit) =>
        unit is null
            ? card?.Status?.Lease
            : card?.Status?.UnitLeases.FirstOrDefault(u => u.Unit == unit)?.Lease;

    /// <summary>Whatever keeps a part from being taken: its own lease, or for a whole card that of any unit, and the reverse.</summary>
    public static HeldLease? Blocker(ReadoutCard card, string? unit) =>
        Of(card).FirstOrDefault(h => unit is null || h.Part.Unit is null || h.Part.Unit == unit);

    /// <summary>The card with a new lease, numbered one above the last.</summary>
    public static ReadoutCard With(ReadoutCard card, string? unit, CardLease lease)
    {
        var status = card.Status ?? new ReadoutCardStatus();
        var number = status.LeaseNumber + 1;
        lease = lease with { Number = number };
        status = unit is null
            ? status with { Lease = lease, LeaseNumber = number }
            : status with { UnitLeases = [.. status.UnitLeases, new UnitLease { Unit = unit, Lease = lease }], LeaseNumber = number };
        return card with { Status = status };
    }

    /// <summary>The card without a lease, which moves to its history.</summary>
    public static ReadoutCard Without(ReadoutCard card, HeldLease held, DateTimeOffset until, string? reason)
    {
        var status = card.Status!;
        var past = new PastHold
        {
            Partition = $"{held.Lease.Namespace}/{held.Lease.Partition}",
            RequestedBy = held.Lease.RequestedBy,
            Since = held.Lease.Since,
            Until = until,
            Reason = reason,
        };
        status = status with { History = [past, .. status.History.Take(HistoryLength - 1)] };
        return card with
        {
            Status = held.Part.Unit is null
                ? status with { Lease = null }
                : status with { UnitLeases = [.. status.UnitLeases.Where(u => u.Unit != held.Part.Unit)] },
        };
    }
}

using KubeDaq.Api.ReadoutCards;

namespace KubeDaq.Cli.Rendering;

/// <summary>Somebody who has a card, or one unit of it: a partition by its lease, or a pod that a user brought.</summary>
internal sealed record CardHold(string Holder, string? Unit, CardLease? Lease);

/// <summary>Who has a card.</summary>
internal static class CardHolds
{
    public static IReadOnlyList<CardHold> Of(ReadoutCard card)
    {
        if (card.Status is not { } status)
            return [];
        var holds = status.UnitLeases.Select(u => Held(u.Lease, u.Unit)).ToList();
        if (status.Lease is { } whole)
            holds.Insert(0, Held(whole, null));
        holds.AddRange(status.Users.Select(pod => new CardHold($"pod {pod}", null, null)));
        return holds;
    }

    private static CardHold Held(CardLease lease, string? unit) => new($"{lease.Namespace}/{lease.Partition}", unit, lease);
}

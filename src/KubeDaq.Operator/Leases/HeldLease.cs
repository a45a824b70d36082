using KubeDaq.Api.ReadoutCards;

namespace KubeDaq.Operator.Leases;

/// <summary>What can be held: a card, or one unit of a split card.</summary>
internal readonly record struct CardPart(string Card, string? Unit)
{
    public override string ToString() => Unit is null ? Card : $"{Card}/{Unit}";
}

/// <summary>A lease and the part it is on.</summary>
internal sealed record HeldLease(CardPart Part, CardLease Lease);

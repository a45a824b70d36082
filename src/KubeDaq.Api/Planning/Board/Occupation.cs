using KubeDaq.Api.ReadoutCards;

namespace KubeDaq.Api.Planning.Board;

/// <summary>Something that has a card, or one unit of it, or comes first for it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Unit">The unit; the whole card without.</param>
/// <param name="Owner">The partition; null for one that is gone, and for a pod that a user brought.</param>
internal sealed record Occupation(OccupationKind Kind, string? Unit, Contender? Owner)
{
    /// <summary>The lease, for a hold.</summary>
    public CardLease? Lease { get; init; }

    /// <summary>The pod, <c>namespace/name</c>, for a use.</summary>
    public string? Pod { get; init; }

    /// <summary>A whole card and any unit of it exclude each other.</summary>
    public bool Overlaps(string? unit) => Unit is null || unit is null || Unit == unit;
}

internal enum OccupationKind
{
    /// <summary>By a lease.</summary>
    Held,

    /// <summary>By a pod that belongs to no partition.</summary>
    Used,

    /// <summary>By an earlier partition in this plan, which takes it or waits for it.</summary>
    Promised,
}

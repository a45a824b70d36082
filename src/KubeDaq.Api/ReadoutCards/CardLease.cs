using KubeDaq.Api.Schema;

namespace KubeDaq.Api.ReadoutCards;

/// <summary>A hold of a card by a partition.</summary>
public sealed record CardLease
{
    /// <summary>The namespace of the partition.</summary>
    public required string Namespace { get; init; }

    /// <summary>The name of the partition.</summary>
    public required string Partition { get; init; }

    /// <summary>The uid of the partition. A new partition of the same name does not inherit the hold.</summary>
    public required string Uid { get; init; }

    /// <summary>The application and replica that the card is for, such as readout-0.</summary>
    public string? Pod { get; init; }

    /// <summary>The person behind the partition.</summary>
    public string? RequestedBy { get; init; }

    /// <summary>The time since when the card is held.</summary>
    [Mandatory]
    public DateTimeOffset Since { get; init; }

    /// <summary>The fencing number, which grows with each hold of the card.</summary>
    public long Number { get; init; }
}

/// <summary>A hold of one unit of a card.</summary>
public sealed record UnitLease
{
    /// <summary>The name of the unit.</summary>
    public required string Unit { get; init; }

    /// <summary>The hold of the unit.</summary>
    public required CardLease Lease { get; init; }
}

/// <summary>A hold that has ended.</summary>
public sealed record PastHold
{
    /// <summary>The partition, as namespace/name.</summary>
    public required string Partition { get; init; }

    /// <summary>The person behind the partition.</summary>
    public string? RequestedBy { get; init; }

    /// <summary>The time when the hold began.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>The time when the hold ended.</summary>
    public DateTimeOffset Until { get; init; }

    /// <summary>The reason, where the release was forced.</summary>
    public string? Reason { get; init; }
}

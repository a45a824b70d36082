namespace KubeDaq.Api.Partitions;

/// <summary>A card that was taken away from a partition by force.</summary>
public sealed record TakenCard
{
    /// <summary>The name of the card.</summary>
    public required string Card { get; init; }

    /// <summary>The number of the lease that was ended.</summary>
    public required long LeaseNumber { get; init; }

    /// <summary>The reason that the expert gave.</summary>
    public required string Reason { get; init; }

    /// <summary>The user who ordered it.</summary>
    public required string By { get; init; }

    /// <summary>The generation of the partition at that time. A newer one may run again.</summary>
    public required long Generation { get; init; }
}

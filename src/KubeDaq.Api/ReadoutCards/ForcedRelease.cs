using KubeDaq.Api.Schema;

namespace KubeDaq.Api.ReadoutCards;

/// <summary>An expert's order to take a card away from the partition that holds it.</summary>
public sealed record ForcedRelease
{
    /// <summary>The number of the lease to end. An order for another lease does nothing.</summary>
    public required long LeaseNumber { get; init; }

    /// <summary>The reason, for the record.</summary>
    [Bounds(1, 1000)]
    public required string Reason { get; init; }

    /// <summary>The user who orders it, as the API server knows them.</summary>
    public required string RequestedBy { get; init; }
}

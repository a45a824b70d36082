using KubeDaq.Api.Partitions;

namespace KubeDaq.Operator.Controllers.Partitions.Telling;

/// <summary>What is to be said of a partition; the rest of the status follows from it.</summary>
internal sealed record Telling
{
    public required PartitionPhase Phase { get; init; }

    public required string Message { get; init; }

    public required IReadOnlyList<ApplicationStatus> Applications { get; init; }

    public required Verdicted CardsHeld { get; init; }

    public Verdicted Scheduled { get; init; } = new("False", "NoPods", "");

    public bool Complete { get; init; }
}

/// <summary>A condition without its times.</summary>
internal readonly record struct Verdicted(string Status, string Reason, string Message);

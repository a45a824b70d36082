using KubeDaq.Api.Schema;

namespace KubeDaq.Api.Partitions;

/// <summary>What an expert writes of a partition.</summary>
public sealed record PartitionSpec
{
    /// <summary>Whether the partition should run. Change it to start and stop the partition.</summary>
    [DefaultsTo("\"Running\"")]
    public DesiredState State { get; init; } = DesiredState.Running;

    /// <summary>What to do when a readout card is held by another partition.</summary>
    [DefaultsTo("\"Wait\"")]
    public WhenBusy WhenBusy { get; init; } = WhenBusy.Wait;

    /// <summary>Waiting partitions are served by priority, the highest first, and then by age.</summary>
    [Bounds(-1_000_000, 1_000_000)]
    public int Priority { get; init; }

    /// <summary>The person who asked for the partition, as others see it beside the cards it holds.</summary>
    [Bounds(1, 253)]
    public string? RequestedBy { get; init; }

    /// <summary>The person who last started or stopped the partition; without one it was the person who asked for it.</summary>
    [Bounds(1, 253)]
    public string? StateChangedBy { get; init; }

    /// <summary>Who stands behind what the partition holds now.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string? PersonBehind => StateChangedBy ?? RequestedBy;

    /// <summary>The service account of the partition's pods. Without it one is made that has the partition's name.</summary>
    [Pattern(Patterns.Subdomain), Bounds(1, 253)]
    public string? ServiceAccountName { get; init; }

    // Written as a whole, as status.applications is and for the same reason; that no name stands twice, the validation sees to.

    /// <summary>The applications of the partition, at least one.</summary>
    [Mandatory, Bounds(1, 2000)]
    public IReadOnlyList<Application> Applications { get; init => field = value ?? []; } = [];
}

/// <summary>Whether a partition should run.</summary>
public enum DesiredState
{
    /// <summary>Hold its cards and run its applications.</summary>
    Running,

    /// <summary>Keep the definition and hold nothing.</summary>
    Stopped,
}

/// <summary>What a partition does when a card is busy.</summary>
public enum WhenBusy
{
    /// <summary>Wait in line, holding nothing.</summary>
    Wait,

    /// <summary>Go to phase Failed at once.</summary>
    Fail,
}

using KubeDaq.Api.Meta;

namespace KubeDaq.Api.Partitions;

/// <summary>What the operator says of a partition.</summary>
public sealed record PartitionStatus
{
    /// <summary>The spec's generation that this status is about.</summary>
    public long? ObservedGeneration { get; init; }

    /// <summary>One word for the whole.</summary>
    public PartitionPhase Phase { get; init; }

    /// <summary>Since when it is in this phase.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>A sentence that says why, for a shifter.</summary>
    public string? Message { get; init; }

    /// <summary>Names of the cards that it holds.</summary>
    public IReadOnlyList<string> Cards { get; init; } = [];

    /// <summary>Set when an expert took a card away by force: the partition ends, and stays so until its spec is changed.</summary>
    public TakenCard? TakenAway { get; init; }

    /// <summary>One entry an application.</summary>
    public IReadOnlyList<ApplicationStatus> Applications { get; init; } = [];

    /// <summary>Ready, CardsHeld and others.</summary>
    public IReadOnlyList<Condition> Conditions { get; init; } = [];
}

/// <summary>The state of a partition in a word.</summary>
public enum PartitionPhase
{
    /// <summary>Holds nothing, runs nothing.</summary>
    Stopped,

    /// <summary>Wants to run and waits for cards or ports; holds nothing.</summary>
    Waiting,

    /// <summary>Holds its cards; not every application is ready yet.</summary>
    Starting,

    /// <summary>Every application is ready.</summary>
    Running,

    /// <summary>Was running; an application or a card is not well.</summary>
    Degraded,

    /// <summary>Its applications are being ended; cards are still held.</summary>
    Stopping,

    /// <summary>Cannot run without somebody's doing; the message says what.</summary>
    Failed,
}

/// <summary>A card that was taken away from a partition by force.</summary>
public sealed record TakenCard
{
    /// <summary>The card.</summary>
    public required string Card { get; init; }

    /// <summary>The number of the lease that was ended.</summary>
    public required long LeaseNumber { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>Who ordered it.</summary>
    public required string By { get; init; }

    /// <summary>The partition's generation then; a newer one may run again.</summary>
    public required long Generation { get; init; }
}

/// <summary>The state of one application.</summary>
public sealed record ApplicationStatus
{
    /// <summary>The application's name.</summary>
    public required string Name { get; init; }

    /// <summary>Pods that are ready.</summary>
    public int Ready { get; init; }

    /// <summary>Pods that are wanted.</summary>
    public int Replicas { get; init; }

    /// <summary>What it does or waits for, in a sentence.</summary>
    public string? Message { get; init; }

    /// <summary>Where each replica is and what it was given.</summary>
    public IReadOnlyList<ReplicaStatus> Pods { get; init; } = [];
}

/// <summary>What one replica was given: the allotments stand here so that a restarted operator gives the same.</summary>
public sealed record ReplicaStatus
{
    /// <summary>From 0.</summary>
    public int Index { get; init; }

    /// <summary>The pod's name.</summary>
    public required string Pod { get; init; }

    /// <summary>The host it runs on, or the host of its cards; empty while the scheduler has not chosen.</summary>
    public string? Host { get; init; }

    /// <summary>Names of its cards, in the order of the claims.</summary>
    public IReadOnlyList<string> Cards { get; init; } = [];

    /// <summary>Host port by port name.</summary>
    public IReadOnlyDictionary<string, int>? Ports { get; init; }
}

using KubeDaq.Api.Meta;
using KubeDaq.Api.Schema;

namespace KubeDaq.Api.Partitions;

/// <summary>What the operator says of a partition.</summary>
public sealed record PartitionStatus
{
    /// <summary>The generation of the spec that this status is about.</summary>
    public long? ObservedGeneration { get; init; }

    /// <summary>The state of the partition in a word.</summary>
    public PartitionPhase Phase { get; init; }

    /// <summary>The time since when the partition is in this phase.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The reason for the phase, in a sentence for a shifter.</summary>
    public string? Message { get; init; }

    /// <summary>How many pods are ready, of how many wanted, such as 3/4.</summary>
    public string? Ready => Applications.Count == 0 ? null : $"{Applications.Sum(a => a.Ready)}/{Applications.Sum(a => a.Replicas)}";

    /// <summary>The names of the cards that the partition holds.</summary>
    public IReadOnlyList<string> Cards { get; init => field = value ?? []; } = [];

    /// <summary>The card that an expert took away by force. The partition ends then, and stays so until its spec is changed.</summary>
    public TakenCard? TakenAway { get; init; }

    /// <summary>The names of the cards in one line, for the table.</summary>
    public string? CardNames => Cards.Count == 0 ? null : string.Join(',', Cards);

    // Written as a whole: a list that is told apart by key costs the API server a record of who owns each field of each entry, which for
    // 150 applications is as large as the rest of the object, and is gone through at every write.

    /// <summary>The state of each application.</summary>
    public IReadOnlyList<ApplicationStatus> Applications { get; init => field = value ?? []; } = [];

    /// <summary>The aspects of the state, such as Ready and CardsHeld, each with its reason.</summary>
    [ListMap("type")]
    public IReadOnlyList<Condition> Conditions { get; init => field = value ?? []; } = [];
}

/// <summary>The state of a partition in a word.</summary>
public enum PartitionPhase
{
    /// <summary>It holds nothing and runs nothing.</summary>
    Stopped,

    /// <summary>It wants to run, waits for cards or ports, and holds nothing.</summary>
    Waiting,

    /// <summary>It holds its cards and not every application is ready yet.</summary>
    Starting,

    /// <summary>Every application is ready.</summary>
    Running,

    /// <summary>It was running, and an application or a card is not well.</summary>
    Degraded,

    /// <summary>Its applications are being ended and its cards are still held.</summary>
    Stopping,

    /// <summary>It cannot run without somebody's doing, and the message says what.</summary>
    Failed,
}

/// <summary>The state of one application.</summary>
public sealed record ApplicationStatus
{
    /// <summary>The name of the application.</summary>
    public required string Name { get; init; }

    /// <summary>How many of its pods are ready.</summary>
    public int Ready { get; init; }

    /// <summary>How many pods are wanted.</summary>
    public int Replicas { get; init; }

    /// <summary>What the application does or waits for, in a sentence.</summary>
    public string? Message { get; init; }

    /// <summary>Where each replica is and what it was given.</summary>
    public IReadOnlyList<ReplicaStatus> Pods { get; init => field = value ?? []; } = [];
}

/// <summary>What one replica was given. It stands here so that a restarted operator gives the same.</summary>
public sealed record ReplicaStatus
{
    /// <summary>The number of the replica, from 0.</summary>
    [Mandatory]
    public int Index { get; init; }

    /// <summary>The name of the pod.</summary>
    public required string Pod { get; init; }

    /// <summary>The host that the pod runs on, or the host of its cards. It is empty while the scheduler has not chosen.</summary>
    public string? Host { get; init; }

    /// <summary>The names of the replica's cards, in the order of the claims.</summary>
    public IReadOnlyList<string> Cards { get; init => field = value ?? []; } = [];

    /// <summary>The host port of each port name.</summary>
    public IReadOnlyDictionary<string, int>? Ports { get; init; }
}

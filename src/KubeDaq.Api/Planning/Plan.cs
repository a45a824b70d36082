using KubeDaq.Api.Meta;

namespace KubeDaq.Api.Planning;

/// <summary>What the planner decided, a partition at a time.</summary>
public sealed record Plan(IReadOnlyDictionary<ObjectName, PartitionPlan> Partitions);

/// <summary>What a partition gets.</summary>
public sealed record PartitionPlan
{
    /// <summary>The decision in a word.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>Every replica with its cards, hosts and ports; empty unless <see cref="Verdict"/> is Hold.</summary>
    public IReadOnlyList<ReplicaPlan> Replicas { get; init; } = [];

    /// <summary>Why it does not get what it wants, one entry a reason, in the order of the spec.</summary>
    public IReadOnlyList<Obstacle> Obstacles { get; init; } = [];
}

/// <summary>The planner's decision for one partition.</summary>
public enum Verdict
{
    /// <summary>It wants nothing: stopped or being deleted.</summary>
    Idle,

    /// <summary>It holds, or may now take, all that <see cref="PartitionPlan.Replicas"/> names.</summary>
    Hold,

    /// <summary>It waits; it may take nothing.</summary>
    Wait,

    /// <summary>It cannot run as it is written, or a card is busy and it does not wait.</summary>
    Fail,
}

/// <summary>What one replica of an application gets.</summary>
public sealed record ReplicaPlan
{
    /// <summary>The application.</summary>
    public required string Application { get; init; }

    /// <summary>The replica, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>The pod's name, always the same for the same replica, so that two can never be.</summary>
    public required string Pod { get; init; }

    /// <summary>Its cards in the order of the claims.</summary>
    public IReadOnlyList<CardHold> Cards { get; init; } = [];

    /// <summary>Hosts it may run on; one where a card decides it, null where any host will do.</summary>
    public IReadOnlyList<string>? Hosts { get; init; }

    /// <summary>Host port by port name.</summary>
    public IReadOnlyDictionary<string, int> Ports { get; init; } = new Dictionary<string, int>();
}

/// <summary>A card, or a unit of it, that a replica holds.</summary>
public sealed record CardHold(string Card, string? Unit, string Host, IReadOnlyList<string> Devices);

/// <summary>One reason why a partition does not get what it wants.</summary>
public sealed record Obstacle(ObstacleKind Kind, string Message)
{
    /// <summary>The card it is about, if one.</summary>
    public string? Card { get; init; }

    /// <summary>The field of the partition it comes from, <c>spec.applications[0].cards[0].name</c>.</summary>
    public string? Field { get; init; }
}

/// <summary>The kinds of reasons.</summary>
public enum ObstacleKind
{
    /// <summary>No such card.</summary>
    UnknownCard,

    /// <summary>Another partition holds the card.</summary>
    CardHeld,

    /// <summary>A pod that a user brought uses the card.</summary>
    CardUsed,

    /// <summary>The card is free but an earlier partition waits for it.</summary>
    CardAwaited,

    /// <summary>The card is in maintenance or not healthy.</summary>
    CardUnavailable,

    /// <summary>The partition may not use the card: its service account is not granted it.</summary>
    CardNotGranted,

    /// <summary>No host has what the application asks for together.</summary>
    NoHost,

    /// <summary>No host port is left.</summary>
    NoPort,

    /// <summary>The partition is not valid.</summary>
    Invalid,
}

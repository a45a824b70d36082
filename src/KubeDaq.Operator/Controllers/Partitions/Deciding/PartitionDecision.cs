using KubeDaq.Api.Partitions;
using KubeDaq.Api.Planning;
using KubeDaq.Operator.Leases;
using KubeDaq.Operator.Pods;

namespace KubeDaq.Operator.Controllers.Partitions.Deciding;

/// <summary>What to do about a partition now. Everything in it can be done again without harm, in this order.</summary>
internal sealed record PartitionDecision
{
    public FinalizerChange Finalizer { get; init; }

    /// <summary>Cards to take, all or none.</summary>
    public IReadOnlyList<CardTake> Take { get; init; } = [];

    /// <summary>The status must be written before anything of what follows: it records what the pods will be given.</summary>
    public bool RecordFirst { get; init; }

    public IReadOnlyList<PodEnd> End { get; init; } = [];

    public IReadOnlyList<PodStart> Start { get; init; } = [];

    /// <summary>Leases to end, once the API server itself says that no pod uses them.</summary>
    public IReadOnlyList<HeldLease> Give { get; init; } = [];

    public required PartitionStatus Status { get; init; }

    /// <summary>When to look again without being told.</summary>
    public TimeSpan? Again { get; init; }

    public bool Acts => Finalizer != FinalizerChange.None || Take.Count + End.Count + Start.Count + Give.Count > 0 || RecordFirst;
}

internal enum FinalizerChange
{
    None,
    Add,
    Remove,
}

/// <summary>A card to take for a replica.</summary>
internal sealed record CardTake(CardPart Part, string Owner);

/// <summary>A pod to make.</summary>
internal sealed record PodStart(ReplicaPlan Replica, string LeaseTag);

/// <summary>A pod to end.</summary>
/// <param name="Pod">The pod.</param>
/// <param name="Why">For the log and the Event.</param>
/// <param name="AtOnce">Without its kubelet, which does not answer.</param>
internal sealed record PodEnd(Pod Pod, string Why, bool AtOnce = false);

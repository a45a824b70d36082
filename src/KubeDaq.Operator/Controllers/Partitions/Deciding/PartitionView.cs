using KubeDaq.Api;
using KubeDaq.Api.Partitions;
using KubeDaq.Api.Planning;
using KubeDaq.Operator.Leases;
using KubeDaq.Operator.Pods;

namespace KubeDaq.Operator.Controllers.Partitions.Deciding;

/// <summary>All that a step is decided by: one look at a partition.</summary>
internal sealed record PartitionView
{
    public required Partition Partition { get; init; }

    public required PartitionPlan Plan { get; init; }

    /// <summary>Its pods by name, whatever their state.</summary>
    public required IReadOnlyDictionary<string, Pod> Pods { get; init; }

    /// <summary>The leases that carry the partition's uid.</summary>
    public required IReadOnlyDictionary<CardPart, HeldLease> Held { get; init; }

    /// <summary>What is wrong with cards that it holds, a sentence a card.</summary>
    public IReadOnlyList<string> UnwellCards { get; init; } = [];

    /// <summary>Nodes by name.</summary>
    public IReadOnlyDictionary<string, HostNode> Nodes { get; init; } = new Dictionary<string, HostNode>();

    /// <summary>Pods that could not be made, or must not be made again yet.</summary>
    public IReadOnlyDictionary<string, PodTrouble> Troubles { get; init; } = new Dictionary<string, PodTrouble>();

    public required DateTimeOffset Now { get; init; }

    public bool Wanted => PartitionWish.IsWanted(Partition);

    public PartitionPhase Phase => Partition.Status?.Phase ?? PartitionPhase.Stopped;

    /// <summary>
    /// Whether pods may have been made: the status says so before the first one is. Such a partition keeps what it has when it cannot have more;
    /// one that has not started gives everything back. A status alone does not count where cards are asked for and none is held: it may be older than
    /// the end of the partition's last run.
    /// </summary>
    public bool HasStarted => Pods.Values.Any(p => !p.Finished)
        || (Phase is PartitionPhase.Starting or PartitionPhase.Running or PartitionPhase.Degraded && (Held.Count > 0 || !AsksForCards));

    private bool AsksForCards => Partition.Spec.Applications.Any(application => application.Cards.Count > 0);

    /// <summary>Those leases whose card no pod of the partition uses any more.</summary>
    public IReadOnlyList<HeldLease> Unused(IEnumerable<HeldLease> leases)
    {
        var used = Pods.Values.Where(p => !p.Finished).SelectMany(p => p.Resources).ToHashSet();
        return [.. leases.Where(l => !used.Contains(ApiGroup.ResourceName(l.Part.Card, l.Part.Unit)))];
    }

    public bool IsLost(Pod pod) => pod.Host is { } host && !(Nodes.TryGetValue(host, out var node) && node.IsReady);
}

/// <summary>Why a pod is not made now.</summary>
/// <param name="Message">What the API server said, or null where the pod only came to its end too often.</param>
/// <param name="RetryAt">When to try again.</param>
internal sealed record PodTrouble(string? Message, DateTimeOffset RetryAt);

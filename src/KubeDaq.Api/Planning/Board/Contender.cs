using KubeDaq.Api.Meta;
using KubeDaq.Api.Partitions;

namespace KubeDaq.Api.Planning.Board;

/// <summary>A partition as the planner sees it while it decides.</summary>
internal sealed class Contender
{
    private static readonly Dictionary<string, string> _everythingGranted = [];

    private readonly Dictionary<string, Dictionary<int, ReplicaStatus>> _given = [];

    public Contender(Partition partition, IReadOnlyDictionary<string, string>? notGranted = null)
    {
        Partition = partition;
        NotGranted = notGranted ?? _everythingGranted;
        Name = new ObjectName(partition.Metadata.Namespace ?? "", partition.Metadata.Name ?? "");
        foreach (var application in partition.Status?.Applications ?? [])
            _given.TryAdd(application.Name, application.Pods.DistinctBy(pod => pod.Index).ToDictionary(pod => pod.Index));
    }

    public Partition Partition { get; }

    public ObjectName Name { get; }

    public string? Uid => Partition.Metadata.Uid;

    public bool WantsToRun => Partition.Spec.State == DesiredState.Running && Partition.Metadata.DeletionTimestamp is null;

    /// <summary>Cards that it may not use, each with the reason.</summary>
    public IReadOnlyDictionary<string, string> NotGranted { get; }

    /// <summary>Cards that it has a lease on, or on a unit of, in the order of names.</summary>
    public List<CardState> Leased { get; } = [];

    /// <summary>Ports of earlier plans that are still its own: application, replica, port name.</summary>
    public HashSet<(string Application, int Index, string Port)> KeptPorts { get; } = [];

    /// <summary>How many cards are promised to it now.</summary>
    public int Promises { get; set; }

    /// <summary>What its status says a replica was given before.</summary>
    public ReplicaStatus? Given(string application, int index) => _given.GetValueOrDefault(application)?.GetValueOrDefault(index);

    /// <summary>What its status says the replicas of an application were given before, in the order of their numbers.</summary>
    public IEnumerable<ReplicaStatus> Given(string application) =>
        _given.TryGetValue(application, out var pods) ? pods.Values.OrderBy(pod => pod.Index) : [];

    /// <summary>The order in which partitions are served: priority, then age, then name.</summary>
    public static int CompareOrder(Contender left, Contender right)
    {
        var order = right.Partition.Spec.Priority.CompareTo(left.Partition.Spec.Priority);
        if (order == 0)
            order = Created(left).CompareTo(Created(right));
        return order != 0 ? order : left.Name.CompareTo(right.Name);
    }

    // One that is not created yet, as in `kubedaq plan`, comes last.
    private static DateTimeOffset Created(Contender contender) =>
        contender.Partition.Metadata.CreationTimestamp ?? DateTimeOffset.MaxValue;
}

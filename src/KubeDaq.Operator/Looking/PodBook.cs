using KubeDaq.Api.Meta;
using KubeDaq.Api.Planning;
using KubeDaq.Cluster.Caching;
using KubeDaq.Operator.Pods;

namespace KubeDaq.Operator.Looking;

/// <summary>Pods by partition and by card, with those that this program has just made or ended before the watch says so.</summary>
internal sealed class PodBook
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ObjectName, Pod> _pods = [];
    private readonly Dictionary<string, Dictionary<string, Pod>> _byPartition = [];
    private readonly Dictionary<ObjectName, RackPod> _rack = [];
    private readonly Dictionary<ObjectName, RackPod> _brought = [];
    private readonly GoneUids _gone = new();

    public PodBook(IObjectCache<Pod> cache) => cache.Changed += OnChanged;

    /// <summary>Raised with the old and the new pod.</summary>
    public event Action<Pod?, Pod?>? Changed;

    /// <summary>Raised when something changed that the planner must know.</summary>
    public event Action? RackChanged;

    /// <summary>A partition's pods by name.</summary>
    public IReadOnlyDictionary<string, Pod> Of(string partitionUid)
    {
        lock (_lock)
            return _byPartition.TryGetValue(partitionUid, out var pods) ? new Dictionary<string, Pod>(pods) : [];
    }

    public IReadOnlyList<RackPod> ForPlanner()
    {
        lock (_lock)
            return [.. _rack.Values];
    }

    /// <summary>Pods that users bring and that use one of these resources, by name.</summary>
    public IReadOnlyList<ObjectName> UsersOf(IReadOnlyCollection<string> resources)
    {
        lock (_lock)
            return [.. _brought.Values.Where(p => !p.Finished && p.Resources.Any(resources.Contains)).Select(p => p.Name).Order()];
    }

    /// <summary>Takes a pod that was just made or read past the cache.</summary>
    public void Put(Pod pod)
    {
        lock (_lock)
        {
            if (_gone.Contains(pod.Uid) || (_pods.TryGetValue(pod.Name, out var known) && known.Uid == pod.Uid))
                return;
        }

        Set(null, pod);
    }

    /// <summary>The pod's end has just been asked for.</summary>
    public void MarkEnding(Pod pod)
    {
        lock (_lock)
        {
            if (!_pods.TryGetValue(pod.Name, out var known) || known.Uid != pod.Uid)
                return;
        }

        Set(pod, pod with { Deleting = true });
    }

    private void OnChanged(Pod? before, Pod? after)
    {
        lock (_lock)
        {
            if (before is not null && before.Uid != after?.Uid)
                _gone.Add(before.Uid);
        }

        Set(before, after);
        Changed?.Invoke(before, after);
    }

    private void Set(Pod? before, Pod? after)
    {
        bool rackChanged;
        lock (_lock)
            rackChanged = SetNeedsLock((after ?? before)!.Name, after);
        if (rackChanged)
            RackChanged?.Invoke();
    }

    private bool SetNeedsLock(ObjectName name, Pod? pod)
    {
        if (_pods.Remove(name, out var known) && known.PartitionUid is { } uid && _byPartition.TryGetValue(uid, out var siblings))
        {
            siblings.Remove(name.Name);
            if (siblings.Count == 0)
                _byPartition.Remove(uid);
        }

        if (pod is not null)
        {
            _pods[name] = pod;
            if (pod.PartitionUid is { } owner)
            {
                if (!_byPartition.TryGetValue(owner, out var pods))
                    _byPartition[owner] = pods = [];
                pods[name.Name] = pod;
            }
        }

        return SetRackNeedsLock(name, pod is null ? null : RackPods.From(pod));
    }

    private bool SetRackNeedsLock(ObjectName name, RackPod? pod)
    {
        _rack.Remove(name, out var before);
        _brought.Remove(name);
        if (pod is not null)
            _rack[name] = pod;
        if (pod is { PartitionUid: null, Resources.Count: > 0 })
            _brought[name] = pod;
        return !RackPods.Same(before, pod);
    }
}

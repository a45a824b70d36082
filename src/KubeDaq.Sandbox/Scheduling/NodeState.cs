using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Controllers;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Scheduling;

/// <summary>A node and what its pods take of it, kept up to date pod by pod.</summary>
internal sealed class NodeState(string name)
{
    private readonly Dictionary<string, PodDemand> _pods = [];
    private readonly Dictionary<string, long> _used = [];

    /// <summary>The node's name.</summary>
    public string Name { get; } = name;

    /// <summary>Whether the node object is there; pods may name a node that is not.</summary>
    public bool Exists { get; private set; }

    /// <summary>Whether it is cordoned.</summary>
    public bool Cordoned { get; private set; }

    /// <summary>Its labels.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; private set; } = new Dictionary<string, string>();

    /// <summary>Its taints.</summary>
    public IReadOnlyList<Taint> Taints { get; private set; } = [];

    /// <summary>What it has to give.</summary>
    public IReadOnlyDictionary<string, long> Allocatable { get; private set; } = new Dictionary<string, long>();

    /// <summary>Its pods.</summary>
    public IReadOnlyCollection<PodDemand> Pods => _pods.Values;

    /// <summary>Takes the node's newest version; null when it is gone.</summary>
    public void Take(JsonObject? node)
    {
        Exists = node is not null;
        Cordoned = node.Flag("spec", "unschedulable");
        Labels = node.Pairs("metadata", "labels").ToDictionary();
        Taints = [.. node.Maps("spec", "taints").Select(Taint.Of)];
        Allocatable = PodAmounts.Read(node.At("status", "allocatable"));
    }

    /// <summary>Counts a pod; one that is counted already changes nothing.</summary>
    public void Add(PodDemand pod)
    {
        if (!_pods.TryAdd(pod.Uid, pod))
            return;
        foreach (var (resource, amount) in pod.Amounts)
            _used[resource] = Used(resource) + amount;
    }

    /// <summary>Counts a pod no longer; false when it was not counted.</summary>
    public bool Remove(string uid)
    {
        if (!_pods.Remove(uid, out var pod))
            return false;
        foreach (var (resource, amount) in pod.Amounts)
            _used[resource] = Used(resource) - amount;
        return true;
    }

    /// <summary>How much its pods take of a resource.</summary>
    public long Used(string resource) => _used.GetValueOrDefault(resource);
}

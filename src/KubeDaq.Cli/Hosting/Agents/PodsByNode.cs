using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Cli.Hosting.Agents;

/// <summary>The pods of every node, from one look at the store for all agents: a look for each would cost as much again for every host.</summary>
internal sealed class PodsByNode(IObjects objects)
{
    private static readonly GroupResource Pods = new("", "pods");

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Dictionary<string, JsonObject>> _pods = [];
    private readonly Dictionary<string, Action<IReadOnlyDictionary<string, JsonObject>>> _followers = [];

    /// <summary>Those of this moment.</summary>
    public IEnumerable<JsonObject> Read(string node) => objects.List(Pods).Items.Select(item => item.Value).Where(pod => NodeOf(pod) == node);

    /// <summary>Tells the pods of a node, and again after each change.</summary>
    public void Follow(string node, Action<IReadOnlyDictionary<string, JsonObject>> changed)
    {
        lock (_lock)
        {
            _followers[node] = changed;
            TellNeedsLock(node);
        }
    }

    public Task RunAsync(CancellationToken stop) => Following.RunAsync(objects, Pods, Reset, Take, stop);

    private void Reset(IReadOnlyList<StoredObject> all)
    {
        lock (_lock)
        {
            _pods.Clear();
            foreach (var pod in all)
                PutNeedsLock(pod);
            foreach (var node in _followers.Keys)
                TellNeedsLock(node);
        }
    }

    private void Take(Change change)
    {
        if (NodeOf(change.Object.Value) is not { } node)
            return;
        lock (_lock)
        {
            if (change.Type == ChangeType.Deleted)
                _pods.GetValueOrDefault(node)?.Remove(KeyOf(change.Object));
            else
                PutNeedsLock(change.Object);
            TellNeedsLock(node);
        }
    }

    private void PutNeedsLock(StoredObject pod)
    {
        if (NodeOf(pod.Value) is not { } node)
            return;
        if (!_pods.TryGetValue(node, out var pods))
            _pods[node] = pods = [];
        pods[KeyOf(pod)] = pod.Value;
    }

    private void TellNeedsLock(string node)
    {
        if (_followers.TryGetValue(node, out var changed))
            changed(_pods.GetValueOrDefault(node) ?? []);
    }

    private static string KeyOf(StoredObject pod) => $"{pod.Key.Namespace}/{pod.Key.Name}";

    private static string? NodeOf(JsonObject pod) => (string?)pod["spec"]?["nodeName"];
}

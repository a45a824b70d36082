using System.Text.Json.Nodes;
using KubeDaq.Api.Meta;
using KubeDaq.Sandbox.Scheduling;
using KubeDaq.Sandbox.Storage;
using Microsoft.Extensions.Logging;

namespace KubeDaq.Sandbox.Controllers;

/// <summary>Keeps the taints of a node in step with its state, and removes the pods of nodes that are gone.</summary>
internal sealed class NodeController(IObjects objects, TimeProvider time, ILogger log) : Controller(objects, time, log)
{
    // A node that is deleted and made again at once keeps its pods.
    private static readonly TimeSpan Quarantine = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, DateTimeOffset> _gone = [];

    /// <inheritdoc/>
    protected override IReadOnlyList<(GroupResource, Func<JsonObject, IEnumerable<ObjectName>>)> Sources =>
        [(Kinds.Nodes, Itself), (Kinds.Pods, pod => pod.Text("spec", "nodeName") is { Length: > 0 } node && Objects.Get(Kinds.Nodes, "", node) is null ? [new("", node)] : [])];

    /// <inheritdoc/>
    protected override TimeSpan? Reconcile(ObjectName name)
    {
        if (Objects.Get(Kinds.Nodes, "", name.Name)?.Value is not { } node)
            return RemovePods(name.Name);
        _gone.Remove(name.Name);
        Objects.Update(Kinds.Nodes, "", name.Name, Taint, uid: node.Uid());
        return null;
    }

    private static bool Taint(JsonObject node)
    {
        var taints = node.Maps("spec", "taints").Select(Scheduling.Taint.Of).ToList();
        var before = taints.ToList();
        Keep(taints, Scheduling.Taint.Unschedulable, node.Flag("spec", "unschedulable"));
        if (Conditions.Of(node, "Ready") is { } ready)
        {
            Keep(taints, Scheduling.Taint.NotReady, ready == "False");
            Keep(taints, Scheduling.Taint.Unreachable, ready == "Unknown");
        }
        if (taints.SequenceEqual(before))
            return false;
        if (taints.Count == 0)
            node.Ensure("spec").Remove("taints");
        else
            node.Ensure("spec")["taints"] = new JsonArray([.. taints.Select(Write)]);
        return true;
    }

    private static void Keep(List<Taint> taints, Taint taint, bool wanted)
    {
        if (wanted && !taints.Contains(taint))
            taints.Add(taint);
        else if (!wanted)
            taints.Remove(taint);
    }

    private static JsonObject Write(Taint taint)
    {
        var written = new JsonObject { ["key"] = taint.Key };
        if (taint.Value.Length > 0)
            written["value"] = taint.Value;
        written["effect"] = taint.Effect;
        return written;
    }

    private TimeSpan? RemovePods(string node)
    {
        var pods = Objects.List(Kinds.Pods).Items.Where(pod => pod.Value.Text("spec", "nodeName") == node).ToList();
        if (pods.Count == 0)
            return null;
        _gone.TryAdd(node, Time.GetUtcNow());
        var left = _gone[node] + Quarantine - Time.GetUtcNow();
        if (left > TimeSpan.Zero)
            return left;
        foreach (var pod in pods)
            Objects.Delete(Kinds.Pods, pod.Key.Namespace, pod.Key.Name, graceSeconds: 0, uid: pod.Uid);
        _gone.Remove(node);
        return null;
    }
}

using System.Text.Json.Nodes;
using KubeDaq.Api.Meta;
using KubeDaq.Sandbox.Events;
using KubeDaq.Sandbox.Storage;
using Microsoft.Extensions.Logging;
using LabelSelector = KubeDaq.Sandbox.Selection.LabelSelector;

namespace KubeDaq.Sandbox.Controllers;

/// <summary>Keeps as many pods of a ReplicaSet as it wants.</summary>
internal sealed class ReplicaSetController(IObjects objects, EventRecorder events, TimeProvider time, ILogger log) : Controller(objects, time, log)
{
    private readonly ChildPods _pods = new(objects, events, "replicaset-controller");

    /// <inheritdoc/>
    protected override IReadOnlyList<(GroupResource, Func<JsonObject, IEnumerable<ObjectName>>)> Sources =>
        [(Kinds.ReplicaSets, Itself), (Kinds.Pods, ControllerOfKind("ReplicaSet")), (Kinds.Pods, Unowned)];

    /// <inheritdoc/>
    protected override TimeSpan? Reconcile(ObjectName name)
    {
        if (Objects.Get(Kinds.ReplicaSets, name.Namespace, name.Name)?.Value is not { } set)
            return null;
        if (set.At("metadata", "deletionTimestamp") is null)
        {
            Adopt(set);
            Scale(set);
        }
        return WriteStatus(set);
    }

    // A pod that nobody controls may be one that a ReplicaSet adopts.
    private IEnumerable<ObjectName> Unowned(JsonObject pod) => Ownership.ControllerOf(pod) is not null ? [] : Objects.List(Kinds.ReplicaSets, pod.Namespace()).Items
        .Where(set => Selects(set.Value, pod)).Select(set => new ObjectName(set.Key.Namespace, set.Key.Name));

    private static bool Selects(JsonObject set, JsonObject pod) =>
        set.Map("spec", "selector") is { } selector && LabelSelector.FromObject(selector).Matches(pod.Map("metadata", "labels"));

    private void Adopt(JsonObject set)
    {
        foreach (var pod in Objects.List(Kinds.Pods, set.Namespace()).Items.Where(pod => Ownership.ControllerOf(pod.Value) is null && ChildPods.IsActive(pod.Value) && Selects(set, pod.Value)))
        {
            Objects.Update(Kinds.Pods, pod.Key.Namespace, pod.Key.Name, value =>
            {
                if (Ownership.ControllerOf(value) is not null)
                    return false;
                var owners = value.List("metadata", "ownerReferences").Select(one => one?.DeepClone()).Concat(Ownership.By(set).Select(one => one!.DeepClone()));
                value.Metadata()["ownerReferences"] = new JsonArray([.. owners]);
                return true;
            }, uid: pod.Uid);
        }
    }

    private void Scale(JsonObject set)
    {
        var active = Objects.Controlled(Kinds.Pods, set).Where(ChildPods.IsActive).ToList();
        var wanted = set.Number("spec", "replicas") ?? 1;
        for (var count = active.Count; count < wanted; count++)
            _pods.Create(set);
        // First those that nobody would miss: without a node, not ready, young.
        var spare = active
            .OrderBy(pod => pod.Text("spec", "nodeName") is not null)
            .ThenBy(ChildPods.IsReady)
            .ThenByDescending(pod => pod.Text("metadata", "creationTimestamp"), StringComparer.Ordinal);
        foreach (var pod in spare.Take((int)Math.Max(0, active.Count - wanted)))
            _pods.Delete(set, pod);
    }

    private TimeSpan? WriteStatus(JsonObject set)
    {
        var pods = Objects.Controlled(Kinds.Pods, set).Where(ChildPods.IsActive).ToList();
        var least = set.Number("spec", "minReadySeconds") ?? 0;
        var available = pods.Count(pod => ChildPods.IsAvailable(pod, least, Time.GetUtcNow()));
        var ready = pods.Count(ChildPods.IsReady);
        Objects.Update(Kinds.ReplicaSets, set.Namespace(), set.Name(), value =>
        {
            var status = value.Ensure("status");
            status["replicas"] = pods.Count;
            status["observedGeneration"] = value.Number("metadata", "generation") ?? 1;
            var template = LabelSelector.FromObject(new() { ["matchLabels"] = value.At("spec", "template", "metadata", "labels")?.DeepClone() });
            Counts.Write(status, ("fullyLabeledReplicas", pods.Count(pod => template.Matches(pod.Map("metadata", "labels")))), ("readyReplicas", ready), ("availableReplicas", available));
            return true;
        }, "status", set.Uid());
        return available < ready ? TimeSpan.FromSeconds(1) : null;
    }
}

using System.Text.Json.Nodes;
using KubeDaq.Api.Meta;
using KubeDaq.Sandbox.Events;
using KubeDaq.Sandbox.Storage;
using Microsoft.Extensions.Logging;

namespace KubeDaq.Sandbox.Controllers;

/// <summary>Moves a Deployment from its old ReplicaSets to that of its present template.</summary>
internal sealed class DeploymentController(IObjects objects, EventRecorder events, TimeProvider time, ILogger log) : Controller(objects, time, log)
{
    /// <inheritdoc/>
    protected override IReadOnlyList<(GroupResource, Func<JsonObject, IEnumerable<ObjectName>>)> Sources =>
        [(Kinds.Deployments, Itself), (Kinds.ReplicaSets, ControllerOfKind("Deployment")), (Kinds.Pods, ByReplicaSet)];

    /// <inheritdoc/>
    protected override TimeSpan? Reconcile(ObjectName name)
    {
        if (Objects.Get(Kinds.Deployments, name.Namespace, name.Name)?.Value is not { } deployment || deployment.At("metadata", "deletionTimestamp") is not null)
            return null;
        var sets = Objects.Controlled(Kinds.ReplicaSets, deployment);
        var revisions = new DeploymentRevisions(Objects);
        var current = sets.FirstOrDefault(set => DeploymentRevisions.IsOf(set, deployment));
        if (!deployment.Flag("spec", "paused"))
            current = Roll(deployment, sets, current, revisions);
        revisions.Prune(deployment, sets, current);
        DeploymentStatus.Write(Objects, deployment, current, Time.GetUtcNow());
        return null;
    }

    private IEnumerable<ObjectName> ByReplicaSet(JsonObject pod)
    {
        var owner = Ownership.ControllerOf(pod);
        return owner.Text("kind") == "ReplicaSet" && Objects.Get(Kinds.ReplicaSets, pod.Namespace(), owner.Text("name") ?? "") is { } set
            ? ControllerOfKind("Deployment")(set.Value)
            : [];
    }

    private JsonObject? Roll(JsonObject deployment, List<JsonObject> sets, JsonObject? current, DeploymentRevisions revisions)
    {
        var old = sets.Where(set => set.Uid() != current?.Uid()).ToList();
        var wanted = deployment.Number("spec", "replicas") ?? 1;
        if (deployment.Text("spec", "strategy", "type") == "Recreate")
        {
            foreach (var set in old)
                Scale(deployment, set, 0);
            if (old.Any(set => Objects.Controlled(Kinds.Pods, set).Any(pod => pod.Text("status", "phase") is not ("Succeeded" or "Failed"))))
                return current;
            current = revisions.Ensure(deployment, sets, current, wanted);
            return current is null ? null : Scale(deployment, current, wanted);
        }
        var step = RollingStep.Next(deployment, current, old);
        current = revisions.Ensure(deployment, sets, current, step.Current);
        foreach (var set in old)
            Scale(deployment, set, step.Old[set.Uid()]);
        return current is null ? null : Scale(deployment, current, step.Current);
    }

    private JsonObject Scale(JsonObject deployment, JsonObject set, long replicas)
    {
        var before = set.Number("spec", "replicas") ?? 1;
        if (before == replicas)
            return set;
        events.Record(deployment, "deployment-controller", null, "Normal", "ScalingReplicaSet", $"Scaled {(replicas > before ? "up" : "down")} replica set {set.Name()} from {before} to {replicas}");
        return Objects.Update(Kinds.ReplicaSets, set.Namespace(), set.Name(), value =>
        {
            value.Ensure("spec")["replicas"] = replicas;
            return true;
        }, uid: set.Uid())?.Value ?? set;
    }
}

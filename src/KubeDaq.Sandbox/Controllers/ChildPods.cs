using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Events;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Controllers;

/// <summary>Makes and removes the pods of a ReplicaSet, DaemonSet or Job.</summary>
internal sealed class ChildPods(IObjects objects, EventRecorder events, string component)
{
    /// <summary>Makes a pod from a template; null when the API refused it, which an Event says.</summary>
    /// <param name="owner">Its controller.</param>
    /// <param name="change">Completes it.</param>
    public JsonObject? Create(JsonObject owner, Action<JsonObject>? change = null)
    {
        var template = owner.At("spec", "template");
        var pod = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Pod",
            ["metadata"] = template.At("metadata")?.DeepClone() as JsonObject ?? [],
            ["spec"] = template.At("spec")?.DeepClone(),
        };
        var metadata = pod.Ensure("metadata");
        metadata["generateName"] = owner.Name() + "-";
        metadata["ownerReferences"] = Ownership.By(owner);
        change?.Invoke(pod);
        try
        {
            if (objects.TryCreate(Kinds.Pods, owner.Namespace(), pod) is not { } created)
                return null;
            events.Record(owner, component, null, "Normal", "SuccessfulCreate", $"Created pod: {created.Key.Name}");
            return created.Value;
        }
        catch (StatusException refusal)
        {
            events.Record(owner, component, null, "Warning", "FailedCreate", $"Error creating: {refusal.Message}");
            throw;
        }
    }

    /// <summary>Removes a pod.</summary>
    public void Delete(JsonObject owner, JsonObject pod)
    {
        if (objects.Delete(Kinds.Pods, pod.Namespace(), pod.Name(), uid: pod.Uid()))
            events.Record(owner, component, null, "Normal", "SuccessfulDelete", $"Deleted pod: {pod.Name()}");
    }

    /// <summary>Whether a pod still has work before it and is not being removed.</summary>
    public static bool IsActive(JsonObject pod) => pod.Text("status", "phase") is not ("Succeeded" or "Failed") && pod.At("metadata", "deletionTimestamp") is null;

    /// <summary>Whether a pod is ready.</summary>
    public static bool IsReady(JsonObject pod) => Conditions.Of(pod, "Ready") == "True";

    /// <summary>Whether a pod has been ready for so long.</summary>
    public static bool IsAvailable(JsonObject pod, long minReadySeconds, DateTimeOffset now) => IsReady(pod) && (minReadySeconds == 0
        || pod.Maps("status", "conditions").First(one => one.Text("type") == "Ready").Time("lastTransitionTime") + TimeSpan.FromSeconds(minReadySeconds) <= now);
}

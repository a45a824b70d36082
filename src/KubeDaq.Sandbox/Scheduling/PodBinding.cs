using KubeDaq.Sandbox.Controllers;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Scheduling;

/// <summary>Writes a scheduler's decision into a pod.</summary>
internal static class PodBinding
{
    /// <summary>Binds a pod that has no node yet; null when it is gone, another one, bound, or being deleted.</summary>
    public static StoredObject? TryBind(IObjects objects, string ns, string name, string uid, string node, DateTimeOffset now)
    {
        var done = false;
        var written = objects.Update(Kinds.Pods, ns, name, pod =>
        {
            done = string.IsNullOrEmpty(pod.Text("spec", "nodeName")) && pod.At("metadata", "deletionTimestamp") is null;
            if (done)
            {
                pod.Ensure("spec")["nodeName"] = node;
                Conditions.Set(pod.Ensure("status"), "PodScheduled", "True", null, null, now);
            }
            return done;
        }, "binding", uid);
        return done ? written : null;
    }

    /// <summary>Says in a pod's condition why no node takes it; null when the pod is gone.</summary>
    public static StoredObject? Refuse(IObjects objects, PodDemand pod, string message, DateTimeOffset now) => objects.Update(
        Kinds.Pods, pod.Namespace, pod.Name, value => Conditions.Set(value.Ensure("status"), "PodScheduled", "False", "Unschedulable", message, now), "status", pod.Uid);
}

using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Controllers;

/// <summary>Says how far a Deployment is.</summary>
internal static class DeploymentStatus
{
    /// <summary>Writes the status.</summary>
    public static void Write(IObjects objects, JsonObject deployment, JsonObject? current, DateTimeOffset now)
    {
        var sets = objects.Controlled(Kinds.ReplicaSets, deployment);
        long Sum(string field) => sets.Sum(set => set.Number("status", field) ?? 0);
        var newest = current is null ? null : objects.Get(Kinds.ReplicaSets, current.Namespace(), current.Name())?.Value;
        var (all, ready, available) = (Sum("replicas"), Sum("readyReplicas"), Sum("availableReplicas"));
        var updated = newest.Number("status", "replicas") ?? 0;
        objects.Update(Kinds.Deployments, deployment.Namespace(), deployment.Name(), value =>
        {
            var wanted = value.Number("spec", "replicas") ?? 1;
            var status = value.Ensure("status");
            status["observedGeneration"] = deployment.Number("metadata", "generation") ?? 1;
            var unavailable = Math.Max(0, Math.Max(all, wanted) - available);
            Counts.Write(status, ("replicas", all), ("updatedReplicas", updated), ("readyReplicas", ready), ("availableReplicas", available), ("unavailableReplicas", unavailable));
            WriteConditions(value, status, newest, done: updated == wanted && all == wanted && available == wanted, available, wanted, now);
            return true;
        }, "status", deployment.Uid());
    }

    private static void WriteConditions(JsonObject deployment, JsonObject status, JsonObject? newest, bool done, long available, long wanted, DateTimeOffset now)
    {
        var missing = deployment.At("spec", "strategy", "type").Text() == "Recreate" ? wanted : RollingUnavailable(deployment, wanted);
        var enough = available >= wanted - missing;
        Set(status, "Available", enough ? "True" : "False", enough ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
            enough ? "Deployment has minimum availability." : "Deployment does not have minimum availability.", now);
        if (newest is null)
            return;
        var text = done ? $"ReplicaSet \"{newest.Name()}\" has successfully progressed." : $"ReplicaSet \"{newest.Name()}\" is progressing.";
        Set(status, "Progressing", "True", done ? "NewReplicaSetAvailable" : "ReplicaSetUpdated", text, now);
    }

    private static void Set(JsonObject status, string type, string value, string reason, string message, DateTimeOffset now)
    {
        if (!Conditions.Set(status, type, value, reason, message, now))
            return;
        status.Maps("conditions").First(one => one.Text("type") == type)["lastUpdateTime"] = now.ToText();
    }

    private static long RollingUnavailable(JsonObject deployment, long wanted)
    {
        var limit = deployment.At("spec", "strategy", "rollingUpdate", "maxUnavailable");
        return limit.Number() ?? (long.TryParse((limit.Text() ?? "25%").TrimEnd('%'), out var percent) ? percent * wanted / 100 : 0);
    }
}

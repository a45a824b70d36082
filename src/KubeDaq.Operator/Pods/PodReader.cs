using System.Text.Json.Nodes;
using KubeDaq.Api;
using KubeDaq.Api.Meta;
using KubeDaq.Operator.Controllers.Partitions.Composing;

namespace KubeDaq.Operator.Pods;

/// <summary>Takes from a pod's JSON what the controllers need; the rest is not kept, as there may be tens of thousands.</summary>
internal static class PodReader
{
    public static Pod Read(JsonObject json)
    {
        var metadata = json["metadata"];
        var spec = json["spec"];
        var status = json["status"];
        var owner = Items(metadata?["ownerReferences"]).FirstOrDefault(IsPartition);
        var containers = Items(spec?["containers"]).Concat(Items(spec?["initContainers"])).ToList();
        return new Pod
        {
            Name = new ObjectName(Text(metadata?["namespace"]) ?? "", Text(metadata?["name"]) ?? ""),
            Uid = Text(metadata?["uid"]) ?? "",
            Version = Text(metadata?["resourceVersion"]),
            PartitionUid = Text(owner?["uid"]),
            Partition = Text(owner?["name"]),
            Application = Text(metadata?["labels"]?[ApiGroup.ApplicationLabel]),
            TemplateHash = Text(metadata?["annotations"]?[PodMarks.TemplateHash]),
            LeaseTag = Text(metadata?["annotations"]?[PodMarks.Lease]) ?? "",
            Deleting = metadata?["deletionTimestamp"] is not null,
            Host = Text(spec?["nodeName"]),
            Phase = Text(status?["phase"]) ?? "Pending",
            Reason = Text(status?["reason"]),
            Message = Text(status?["message"]),
            IsReady = Text(PodComplaint.Condition(status, "Ready")?["status"]) == "True",
            RestartPolicy = Text(spec?["restartPolicy"]) ?? "Always",
            Address = Text(status?["podIP"]),
            Resources = [.. containers.SelectMany(Cards).Distinct()],
            HostPorts = [.. containers.SelectMany(c => Items(c["ports"])).Select(p => Number(p["hostPort"])).Where(p => p > 0)],
            Complaint = PodComplaint.Of(status),
            Restarts = Items(status?["containerStatuses"]).Sum(c => Number(c["restartCount"])),
        };
    }

    internal static IEnumerable<JsonNode> Items(JsonNode? node) => (node as JsonArray)?.OfType<JsonNode>() ?? [];

    internal static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static int Number(JsonNode? node) => node is JsonValue value && value.TryGetValue<int>(out var number) ? number : 0;

    private static bool IsPartition(JsonNode owner) =>
        Text(owner["kind"]) == "Partition" && Text(owner["apiVersion"])?.StartsWith(ApiGroup.Name + "/", StringComparison.Ordinal) == true;

    private static IEnumerable<string> Cards(JsonNode container)
    {
        var resources = container["resources"];
        var asked = resources?["requests"] as JsonObject ?? resources?["limits"] as JsonObject;
        return (asked ?? []).Select(r => r.Key).Where(r => r.StartsWith(ApiGroup.Name + "/", StringComparison.Ordinal));
    }
}

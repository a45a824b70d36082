using System.Text.Json.Nodes;

namespace KubeDaq.Operator.Pods;

/// <summary>Finds, in a pod's status, why it does not run.</summary>
internal static class PodComplaint
{
    public static string? Of(JsonNode? status)
    {
        var scheduled = Condition(status, "PodScheduled");
        if (PodReader.Text(scheduled?["status"]) == "False")
            return PodReader.Text(scheduled?["message"]) ?? PodReader.Text(scheduled?["reason"]);
        var waiting = PodReader.Items(status?["containerStatuses"])
            .Concat(PodReader.Items(status?["initContainerStatuses"]))
            .Select(c => c["state"]?["waiting"])
            .FirstOrDefault(w => w is not null && PodReader.Text(w["reason"]) is not ("ContainerCreating" or "PodInitializing" or null));
        if (waiting is not null)
            return Join(PodReader.Text(waiting["reason"]), PodReader.Text(waiting["message"]));
        return Join(PodReader.Text(status?["reason"]), PodReader.Text(status?["message"]));
    }

    public static JsonNode? Condition(JsonNode? status, string type) =>
        PodReader.Items(status?["conditions"]).FirstOrDefault(c => PodReader.Text(c["type"]) == type);

    private static string? Join(string? reason, string? message) =>
        (reason, message) switch
        {
            (null, null) => null,
            (null, _) => message,
            (_, null) => reason,
            _ => $"{reason}: {message}",
        };
}

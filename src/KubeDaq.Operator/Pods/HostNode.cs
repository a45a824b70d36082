using System.Globalization;
using System.Text.Json.Nodes;

namespace KubeDaq.Operator.Pods;

/// <summary>What the controllers read of a node: whether its kubelet answers.</summary>
internal sealed record HostNode(string Name, bool IsReady, DateTimeOffset? Since)
{
    public string? Version { get; init; }

    public static HostNode Read(JsonObject json)
    {
        var ready = PodComplaint.Condition(json["status"], "Ready");
        var since = PodReader.Text(ready?["lastTransitionTime"]);
        return new HostNode(
            PodReader.Text(json["metadata"]?["name"]) ?? "",
            PodReader.Text(ready?["status"]) == "True",
            DateTimeOffset.TryParse(since, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null)
        {
            Version = PodReader.Text(json["metadata"]?["resourceVersion"]),
        };
    }
}

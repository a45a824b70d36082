using System.Text.Json.Nodes;
using KubeDaq.Api.HostAccess;
using KubeDaq.Operator.Pods;

namespace KubeDaq.Operator.Governing;

/// <summary>What must be known of a namespace: whether pods are judged there.</summary>
internal sealed record GovernedNamespace(string Name, bool IsGoverned, string? Version)
{
    public static GovernedNamespace Read(JsonObject json)
    {
        var metadata = json["metadata"];
        var name = PodReader.Text(metadata?["name"]) ?? "";
        var labels = (metadata?["labels"] as JsonObject ?? []).ToDictionary(label => label.Key, label => PodReader.Text(label.Value) ?? "");
        return new(name, HostAccessNames.IsGoverned(name, labels), PodReader.Text(metadata?["resourceVersion"]));
    }
}

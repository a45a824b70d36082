using System.Text.Json.Nodes;
using KubeDaq.Api;
using KubeDaq.Api.ReadoutCards;

namespace KubeDaq.Cli.HostAccess;

/// <summary>Finds the pods that an object stands for: a Pod itself, or those that are made from its template.</summary>
internal static class PodTemplates
{
    private static readonly string[][] Places = [["spec", "template"], ["spec", "jobTemplate", "spec", "template"], ["template"]];

    /// <summary>Nothing for a kind without pods.</summary>
    /// <param name="value">The object.</param>
    /// <param name="cards">The cards of which a partition may choose some by their labels.</param>
    public static IReadOnlyList<FoundPod> Of(JsonObject value, IReadOnlyList<ReadoutCard> cards)
    {
        if (IsPartition(value))
            return [.. new PartitionPods(cards).Of(value).Select(pod => pod with { Pod = MetadataAndSpec(pod.Pod) })];
        if (Text(value["kind"]) == "Pod")
            return [Found(value, value)];
        return Places.Select(place => At(value, place)).FirstOrDefault(HasContainers) is { } template ? [Found(value, template)] : [];
    }

    public static bool IsPartition(JsonObject value) =>
        Text(value["kind"]) == "Partition" && Text(value["apiVersion"]).StartsWith(ApiGroup.Name + "/", StringComparison.Ordinal);

    /// <summary>The object as people name it, <c>Deployment reader</c>.</summary>
    public static string Name(JsonObject value) => $"{Text(value["kind"])} {Text(At(value, "metadata", "name") ?? At(value, "metadata", "generateName"))}";

    private static FoundPod Found(JsonObject value, JsonNode template) => new(
        Name(value),
        Text(At(value, "metadata", "namespace")) is { Length: > 0 } ns ? ns : null,
        MetadataAndSpec(template));

    private static JsonObject MetadataAndSpec(JsonNode pod) => new() { ["metadata"] = pod["metadata"]?.DeepClone(), ["spec"] = pod["spec"]?.DeepClone() };

    private static bool HasContainers(JsonNode? template) => At(template, "spec", "containers") is JsonArray;

    private static JsonNode? At(JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
            node = (node as JsonObject)?[name];
        return node;
    }

    private static string Text(JsonNode? node) => node?.ToString() ?? "";
}

using System.Text.Json.Nodes;

namespace KubeDaq.Api.HostAccess.Needs;

/// <summary>A container of any sort and its path in the pod, with its name for the index.</summary>
internal sealed record PodContainer(string Place, JsonObject Value)
{
    /// <summary>The lists of a pod's spec that hold containers.</summary>
    public static readonly string[] Lists = ["containers", "initContainers", "ephemeralContainers"];

    public static IReadOnlyList<PodContainer> Of(JsonNode? spec) =>
        [.. Lists.SelectMany(list => spec.Items(list).Select(value => new PodContainer($"spec.{list}[{value.Text("name")}]", value)))];
}

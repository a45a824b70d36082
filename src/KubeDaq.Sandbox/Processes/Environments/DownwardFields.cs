using System.Text.Json.Nodes;
using KubeDaq.Api.Meta;
using KubeDaq.Sandbox.Controllers;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Processes.Environments;

/// <summary>What the downward API tells a container about its pod.</summary>
internal static class DownwardFields
{
    /// <summary>A field of the pod; null for one that there is not.</summary>
    public static string? Field(JsonObject pod, string path) => path switch
    {
        "metadata.name" => pod.Name(),
        "metadata.namespace" => pod.Namespace(),
        "metadata.uid" => pod.Uid(),
        "metadata.labels" => Lines(pod.Pairs("metadata", "labels")),
        "metadata.annotations" => Lines(pod.Pairs("metadata", "annotations")),
        "spec.nodeName" => pod.Text("spec", "nodeName"),
        "spec.serviceAccountName" => pod.Text("spec", "serviceAccountName"),
        "status.hostIP" or "status.hostIPs" => pod.Text("status", "hostIP"),
        "status.podIP" or "status.podIPs" => pod.Text("status", "podIP"),
        _ => Subscript(pod, path, "labels") ?? Subscript(pod, path, "annotations"),
    };

    /// <summary>A request or limit of a container, in units of the divisor, rounded up; what is not limited is what the node can give.</summary>
    public static string? Resource(JsonObject container, JsonNode? reference, JsonNode? allocatable)
    {
        if (reference.Text("resource")?.Split('.', 2) is not [var list, var name])
            return null;
        if (!Quantity.TryParse(container.At("resources", list, name) ?? (list == "limits" ? allocatable.At(name) : null), out var amount))
            return "0";
        if (!Quantity.TryParse(reference.At("divisor"), out var divisor) || divisor.Nanos.IsZero)
            divisor = new(1_000_000_000, 'd');
        return ((amount.Nanos + divisor.Nanos - 1) / divisor.Nanos).ToString();
    }

    private static string? Subscript(JsonObject pod, string path, string map) =>
        path.StartsWith($"metadata.{map}['", StringComparison.Ordinal) && path.EndsWith("']", StringComparison.Ordinal)
            ? pod.Text("metadata", map, path[$"metadata.{map}['".Length..^2]) ?? ""
            : null;

    private static string Lines(IEnumerable<KeyValuePair<string, string>> pairs) =>
        string.Join('\n', pairs.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={GoQuoted(pair.Value)}"));

    private static string GoQuoted(string text) =>
        "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal) + "\"";
}

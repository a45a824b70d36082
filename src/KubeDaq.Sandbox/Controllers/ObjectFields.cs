using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Controllers;

/// <summary>Further short ways to an object's fields.</summary>
internal static class ObjectFields
{
    /// <summary>The texts of the list at a path.</summary>
    public static IEnumerable<string> Texts(this JsonNode? node, params ReadOnlySpan<string> path) =>
        (node.At(path) as JsonArray)?.Select(item => item.Text()).OfType<string>() ?? [];

    /// <summary>The pairs of texts of the map at a path.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Pairs(this JsonNode? node, params ReadOnlySpan<string> path) =>
        (node.At(path) as JsonObject)?.Where(pair => pair.Value.Text() is not null).Select(pair => KeyValuePair.Create(pair.Key, pair.Value.Text()!)) ?? [];

    /// <summary>The time at a path, or null.</summary>
    public static DateTimeOffset? Time(this JsonNode? node, params ReadOnlySpan<string> path) =>
        DateTimeOffset.TryParse(node.Text(path), out var time) ? time : null;

    /// <summary>The object's uid.</summary>
    public static string Uid(this JsonNode node) => node.Text("metadata", "uid") ?? "";

    /// <summary>A time as metav1.Time is written.</summary>
    public static string ToText(this DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ");

    /// <summary>A time as metav1.MicroTime is written.</summary>
    public static string ToMicroText(this DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ");
}

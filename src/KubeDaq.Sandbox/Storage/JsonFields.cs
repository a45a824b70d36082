using System.Text.Json;
using System.Text.Json.Nodes;

namespace KubeDaq.Sandbox.Storage;

/// <summary>Short ways to an object's fields; what is missing or of another type reads as absent.</summary>
internal static class JsonFields
{
    /// <summary>The node under a path of keys, or null.</summary>
    public static JsonNode? At(this JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var key in path)
            node = (node as JsonObject)?[key];
        return node;
    }

    /// <summary>The map under a path, or null.</summary>
    public static JsonObject? Map(this JsonNode? node, params ReadOnlySpan<string> path) => node.At(path) as JsonObject;

    /// <summary>The items of the list under a path; none where it is missing.</summary>
    public static IEnumerable<JsonNode?> List(this JsonNode? node, params ReadOnlySpan<string> path) => node.At(path) as JsonArray ?? [];

    /// <summary>The maps in the list under a path.</summary>
    public static IEnumerable<JsonObject> Maps(this JsonNode? node, params ReadOnlySpan<string> path) => node.List(path).OfType<JsonObject>();

    /// <summary>The text under a path, or null.</summary>
    public static string? Text(this JsonNode? node, params ReadOnlySpan<string> path) => node.At(path).AsText();

    /// <summary>The whole number under a path, or null.</summary>
    public static long? Number(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonValue value && value.GetValueKind() == JsonValueKind.Number && long.TryParse(value.ToJsonString(), out var number) ? number : null;

    /// <summary>Whether there is a true under a path.</summary>
    public static bool Flag(this JsonNode? node, params ReadOnlySpan<string> path) => node.At(path)?.GetValueKind() == JsonValueKind.True;

    /// <summary>The node as text, or null.</summary>
    public static string? AsText(this JsonNode? node) => node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null;

    /// <summary>The map under a key; made where it is missing.</summary>
    public static JsonObject Ensure(this JsonObject map, string key)
    {
        if (map[key] is JsonObject inner)
            return inner;
        inner = [];
        map[key] = inner;
        return inner;
    }

    /// <summary>Sets a field where it is missing or null.</summary>
    public static void Default(this JsonObject map, string key, JsonNode? value)
    {
        if (map[key] is null)
            map[key] = value;
    }

    /// <summary>The object's metadata; made where it is missing.</summary>
    public static JsonObject Metadata(this JsonObject value) => value.Ensure("metadata");

    /// <summary>The object's name, or empty.</summary>
    public static string Name(this JsonObject value) => value.Text("metadata", "name") ?? "";

    /// <summary>The object's namespace, or empty.</summary>
    public static string Namespace(this JsonObject value) => value.Text("metadata", "namespace") ?? "";

    /// <summary>Gives a field the value that it has in another object: a copy, or nothing.</summary>
    public static void Take(this JsonObject map, string key, JsonObject? other)
    {
        if (other?[key] is { } value)
            map[key] = value.DeepClone();
        else
            map.Remove(key);
    }
}

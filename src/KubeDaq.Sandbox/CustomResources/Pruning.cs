using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.CustomResources;

/// <summary>Takes away what a schema does not know.</summary>
internal static class Pruning
{
    private static readonly string[] Roots = ["apiVersion", "kind", "metadata"];

    private static readonly string[] Metadata =
    [
        "annotations", "creationTimestamp", "deletionGracePeriodSeconds", "deletionTimestamp", "finalizers", "generateName", "generation", "labels", "managedFields", "name",
        "namespace", "ownerReferences", "resourceVersion", "selfLink", "uid",
    ];

    /// <summary>Prunes in place; the paths of what was unknown, in order.</summary>
    public static List<string> Prune(CustomVersion version, JsonObject value)
    {
        var unknown = new List<string>();
        if (!version.KeepsUnknown)
            Object(version.Schema, value, "", unknown, isResource: true);
        unknown.Sort(StringComparer.Ordinal);
        return unknown;
    }

    private static void Object(JsonObject schema, JsonObject value, string path, List<string> unknown, bool isResource)
    {
        var properties = schema.Map("properties");
        var others = schema["additionalProperties"];
        foreach (var (key, item) in value.ToList())
        {
            var at = path.Length == 0 ? key : $"{path}.{key}";
            if (isResource && Roots.Contains(key))
                KeepMetadata(key, item, at, unknown);
            else if (properties?[key] is JsonObject property)
                Any(property, item, at, unknown);
            else if (others is JsonObject other)
                Any(other, item, at, unknown);
            else if (!schema.Flag("x-kubernetes-preserve-unknown-fields") && others?.GetValueKind() != System.Text.Json.JsonValueKind.True)
            {
                value.Remove(key);
                unknown.Add(at);
            }
        }
    }

    private static void KeepMetadata(string key, JsonNode? item, string path, List<string> unknown)
    {
        if (key != "metadata" || item is not JsonObject metadata)
            return;
        foreach (var field in metadata.Select(pair => pair.Key).Where(field => !Metadata.Contains(field)).ToList())
        {
            metadata.Remove(field);
            unknown.Add($"{path}.{field}");
        }
    }

    private static void Any(JsonObject schema, JsonNode? value, string path, List<string> unknown)
    {
        if (value is JsonArray list && schema.Map("items") is { } items)
        {
            for (var i = 0; i < list.Count; i++)
                Any(items, list[i], $"{path}[{i}]", unknown);
        }
        else if (value is JsonObject map && (schema.Text("type") == "object" || schema["properties"] is not null))
            Object(schema, map, path, unknown, schema.Flag("x-kubernetes-embedded-resource"));
    }
}

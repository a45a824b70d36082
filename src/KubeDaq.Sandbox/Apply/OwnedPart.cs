using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Apply;

/// <summary>The part of an object that managers own: all but its identity and what the server keeps.</summary>
internal static class OwnedPart
{
    private static readonly string[] Kept =
    [
        "name", "namespace", "creationTimestamp", "selfLink", "uid", "generation", "managedFields", "resourceVersion", "deletionTimestamp", "deletionGracePeriodSeconds", "generateName",
    ];

    /// <summary>A copy without what nobody owns.</summary>
    public static JsonObject Of(JsonObject value)
    {
        var part = new JsonObject();
        foreach (var (key, field) in value)
        {
            if (key is not ("apiVersion" or "kind" or "metadata"))
                part[key] = field?.DeepClone();
        }
        var metadata = value.Map("metadata")?.Where(pair => !Kept.Contains(pair.Key)).ToList() ?? [];
        if (metadata.Count > 0)
            part["metadata"] = new JsonObject(metadata.Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())));
        return part;
    }
}

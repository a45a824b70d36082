using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Resources;

namespace KubeDaq.Sandbox.CustomResources;

/// <summary>What a custom resource's schema adds to the writing of its objects; nothing for built-in kinds.</summary>
internal static class Structure
{
    /// <summary>Fills defaults.</summary>
    public static void Default(ResourceKind kind, JsonObject value)
    {
    }

    /// <summary>What is wrong by the schema.</summary>
    public static IEnumerable<Cause> Validate(ResourceKind kind, JsonObject value, JsonObject? old, string subresource) => [];

    /// <summary>Whether two versions differ at most in metadata and, where it is written apart, in status.</summary>
    public static bool SameContent(ResourceKind kind, JsonObject value, JsonObject old) =>
        value.Select(pair => pair.Key).Union(old.Select(pair => pair.Key))
            .Where(key => key is not ("metadata" or "kind" or "apiVersion") && (key != "status" || (kind.Custom is not null && !kind.HasStatus)))
            .All(key => JsonNode.DeepEquals(value[key], old[key]));
}

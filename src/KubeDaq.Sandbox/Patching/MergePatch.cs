using System.Text.Json.Nodes;

namespace KubeDaq.Sandbox.Patching;

/// <summary>JSON merge patch (RFC 7386).</summary>
internal static class MergePatch
{
    /// <summary>The target with the patch merged in; the target may be changed.</summary>
    public static JsonNode? Apply(JsonNode? target, JsonNode? patch)
    {
        if (patch is not JsonObject changes)
            return patch?.DeepClone();
        var result = target as JsonObject ?? [];
        foreach (var (key, change) in changes)
        {
            if (change is null)
            {
                result.Remove(key);
                continue;
            }
            var old = result[key];
            var merged = Apply(old, change);
            if (!ReferenceEquals(merged, old))
                result[key] = merged;
        }
        return result;
    }
}

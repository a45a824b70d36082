using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Resources;

namespace KubeDaq.Sandbox.Patching;

/// <summary>Strategic merge patch.</summary>
internal static class StrategicMergePatch
{
    /// <summary>The target with the patch merged in; the target may be changed.</summary>
    public static JsonNode? Apply(ResourceKind kind, JsonObject target, JsonObject patch) => MergePatch.Apply(target, patch);
}

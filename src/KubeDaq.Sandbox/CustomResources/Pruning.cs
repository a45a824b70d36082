using System.Text.Json.Nodes;

namespace KubeDaq.Sandbox.CustomResources;

/// <summary>Takes away what a schema does not know.</summary>
internal static class Pruning
{
    /// <summary>Prunes in place; the paths of what was unknown.</summary>
    public static List<string> Prune(CustomVersion version, JsonObject value) => [];
}

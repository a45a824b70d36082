using System.Text.Json.Nodes;

namespace KubeDaq.Operator.Controllers.Partitions.Composing;

/// <summary>The containers of a pod's spec.</summary>
internal static class PodContainers
{
    public static IEnumerable<JsonObject> All(JsonObject spec) => In(spec, "containers").Concat(In(spec, "initContainers"));

    /// <summary>The container of a name, or the first; null where the template has none, which the API server will say.</summary>
    public static JsonObject? Main(JsonObject spec, string? name = null)
    {
        var containers = In(spec, "containers").ToList();
        return containers.FirstOrDefault(c => name is not null && (string?)c["name"] == name) ?? containers.FirstOrDefault();
    }

    public static JsonArray List(JsonObject parent, string name)
    {
        if (parent[name] is not JsonArray list)
            parent[name] = list = [];
        return list;
    }

    private static IEnumerable<JsonObject> In(JsonObject spec, string list) => (spec[list] as JsonArray)?.OfType<JsonObject>() ?? [];
}

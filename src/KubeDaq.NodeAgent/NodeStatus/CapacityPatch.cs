using System.Text.Json.Nodes;

namespace KubeDaq.NodeAgent.NodeStatus;

/// <summary>The JSON patch that writes cards into the capacity of a node.</summary>
internal static class CapacityPatch
{
    /// <summary>The patch from what the node says to what it should say; null when there is nothing to change.</summary>
    /// <param name="node">The node.</param>
    /// <param name="wanted">The amount of each resource; null for one that should not be there.</param>
    public static JsonArray? From(JsonNode node, IReadOnlyDictionary<string, long?> wanted)
    {
        var capacity = node["status"]?["capacity"] as JsonObject;
        var patch = new JsonArray();
        if (capacity is null)
            patch.Add((JsonNode)Operation("add", "/status/capacity", new JsonObject()));
        foreach (var (resource, amount) in wanted.OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            var path = "/status/capacity/" + resource.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
            var now = (string?)capacity?[resource];
            if (amount is { } count && now != $"{count}")
                patch.Add((JsonNode)Operation("add", path, $"{count}"));
            else if (amount is null && now is not null)
                patch.Add((JsonNode)Operation("remove", path, null));
        }
        return patch.Count > 0 && (capacity is not null || patch.Count > 1) ? patch : null;
    }

    private static JsonObject Operation(string operation, string path, JsonNode? value)
    {
        var one = new JsonObject { ["op"] = operation, ["path"] = path };
        if (value is not null)
            one["value"] = value;
        return one;
    }
}

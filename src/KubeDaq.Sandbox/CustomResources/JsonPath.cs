using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.CustomResources;

/// <summary>The part of JSONPath that printer columns use: fields, indexes, <c>[*]</c> and <c>[?(@.a=="b")]</c>.</summary>
internal sealed class JsonPath
{
    private readonly List<Func<JsonNode?, IEnumerable<JsonNode?>>> _steps = [];

    private JsonPath()
    {
    }

    /// <summary>Reads a path; one that cannot be read finds nothing.</summary>
    public static JsonPath Parse(string text)
    {
        var path = new JsonPath();
        var rest = text.Trim().TrimStart('{').TrimEnd('}').TrimStart('$');
        while (rest.Length > 0)
            rest = rest[0] == '[' ? path.Bracket(rest) : path.Field(rest.TrimStart('.'));
        return path;
    }

    /// <summary>All that the path leads to.</summary>
    public IReadOnlyList<JsonNode?> Find(JsonNode? node)
    {
        IEnumerable<JsonNode?> found = [node];
        foreach (var step in _steps)
            found = found.SelectMany(step);
        return [.. found];
    }

    private string Field(string rest)
    {
        var end = 0;
        var name = "";
        for (; end < rest.Length && rest[end] is not ('.' or '['); end++)
        {
            if (rest[end] == '\\' && end + 1 < rest.Length)
                end++;
            name += rest[end];
        }
        _steps.Add(name == "*" ? All : node => Child(node, name));
        return rest[end..];
    }

    private string Bracket(string rest)
    {
        var end = rest.IndexOf(']', StringComparison.Ordinal) is >= 0 and var found ? found : rest.Length - 1;
        var inner = rest[1..end];
        if (inner == "*")
            _steps.Add(All);
        else if (int.TryParse(inner, out var index))
            _steps.Add(node => node is JsonArray list && index < list.Count && index >= -list.Count ? [list[index < 0 ? list.Count + index : index]] : []);
        else if (inner.StartsWith("?(", StringComparison.Ordinal))
            _steps.Add(Filter(inner[2..].TrimEnd(')')));
        else
            _steps.Add(node => Child(node, inner.Trim('\'', '"').Replace("\\.", ".")));
        return rest[(end + 1)..];
    }

    private static IEnumerable<JsonNode?> All(JsonNode? node) => node switch
    {
        JsonArray list => list,
        JsonObject map => map.Select(pair => pair.Value),
        _ => [],
    };

    private static IEnumerable<JsonNode?> Child(JsonNode? node, string name) => node is JsonObject map && map.TryGetPropertyValue(name, out var value) ? [value] : [];

    private static Func<JsonNode?, IEnumerable<JsonNode?>> Filter(string condition)
    {
        var unequal = condition.Contains("!=", StringComparison.Ordinal);
        var parts = condition.Split(unequal ? "!=" : "==", 2);
        var path = Parse(parts[0].Trim().TrimStart('@'));
        var wanted = parts.Length == 2 ? parts[1].Trim().Trim('"', '\'') : null;
        return node => All(node).Where(item =>
        {
            var found = path.Find(item);
            return wanted is null ? found.Count > 0 : found.Any(one => (one.AsText() ?? one?.ToJsonString()) == wanted) != unequal;
        });
    }
}

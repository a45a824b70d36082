using System.Globalization;
using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Patching;

/// <summary>JSON patch (RFC 6902).</summary>
internal static class JsonPatch
{
    /// <summary>Applies operations in order; the target is changed.</summary>
    /// <exception cref="PatchException">One cannot be applied.</exception>
    public static JsonNode? Apply(JsonNode? target, JsonArray operations)
    {
        foreach (var operation in operations)
            target = Apply(target, operation as JsonObject ?? throw new PatchException("an operation is not an object"));
        return target;
    }

    private static JsonNode? Apply(JsonNode? target, JsonObject operation)
    {
        var path = Pointer(operation, "path");
        switch (operation.Text("op"))
        {
            case "add":
                return Add(target, path, Value(operation));
            case "remove":
                Remove(target, path);
                return target;
            case "replace":
                if (path.Length > 0)
                    Remove(target, path);
                return Add(target, path, Value(operation));
            case "move":
                var moved = Find(target, Pointer(operation, "from"))?.DeepClone();
                Remove(target, Pointer(operation, "from"));
                return Add(target, path, moved);
            case "copy":
                return Add(target, path, Find(target, Pointer(operation, "from"))?.DeepClone());
            case "test":
                return JsonNode.DeepEquals(Find(target, path), operation["value"]) ? target
                    : throw new PatchException($"testing value {operation.Text("path")} failed: test failed");
            case var other:
                throw new PatchException($"Unexpected kind: {other}");
        }
    }

    private static JsonNode? Value(JsonObject operation) =>
        operation.ContainsKey("value") ? operation["value"]?.DeepClone() : throw new PatchException("a value is missing");

    private static string[] Pointer(JsonObject operation, string field)
    {
        var text = operation.Text(field) ?? throw new PatchException($"{field} is missing");
        if (text.Length == 0)
            return [];
        return text[0] == '/' ? [.. text[1..].Split('/').Select(part => part.Replace("~1", "/").Replace("~0", "~"))] : throw new PatchException($"{text} does not begin with /");
    }

    private static JsonNode? Find(JsonNode? node, ReadOnlySpan<string> path)
    {
        foreach (var part in path)
        {
            node = node switch
            {
                JsonObject map when map.ContainsKey(part) => map[part],
                JsonArray list => list[Index(part, list.Count - 1)],
                _ => throw new PatchException($"missing path: {part}"),
            };
        }
        return node;
    }

    private static JsonNode? Add(JsonNode? target, string[] path, JsonNode? value)
    {
        if (path.Length == 0)
            return value;
        switch (Find(target, path.AsSpan(..^1)))
        {
            case JsonObject map:
                map[path[^1]] = value;
                break;
            case JsonArray list:
                list.Insert(path[^1] == "-" ? list.Count : Index(path[^1], list.Count), value);
                break;
            default:
                throw new PatchException($"missing path: {path[^1]}");
        }
        return target;
    }

    private static void Remove(JsonNode? target, string[] path)
    {
        if (path.Length == 0)
            throw new PatchException("the whole object cannot be removed");
        switch (Find(target, path.AsSpan(..^1)))
        {
            case JsonObject map when map.Remove(path[^1]):
                break;
            case JsonArray list:
                list.RemoveAt(Index(path[^1], list.Count - 1));
                break;
            default:
                throw new PatchException($"Unable to remove nonexistent key: {path[^1]}: missing value");
        }
    }

    private static int Index(string part, int last) =>
        int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index <= last ? index : throw new PatchException($"Unable to access invalid index: {part}");
}

/// <summary>A patch does not fit the object.</summary>
internal sealed class PatchException(string message) : Exception(message);

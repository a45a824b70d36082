using System.Text.Json.Nodes;

namespace KubeDaq.Api.Tests.Reading;

/// <summary>Changes a tree in one place: a field of another type, renamed, removed, doubled, out of bounds.</summary>
internal static class TreeMutations
{
    private static readonly string?[] _values =
        ["null", "true", "0", "-1", "2147483648", "1e300", "\"\"", "\"A\"", "\"a b\"", "\"-\"", "[]", "{}", "[null]", "[[1]]", "{\"a\":null}", "{\"\":1}", "\"\\u0000\"", "\"a/b\"", "[\"a\",\"a\"]"];

    public static void Apply(JsonNode root, Random random)
    {
        var nodes = new List<JsonNode>();
        Collect(root, nodes);
        var parents = nodes.Where(node => node is JsonObject { Count: > 0 } or JsonArray { Count: > 0 }).ToList();
        switch (parents[random.Next(parents.Count)])
        {
            case JsonObject fields:
                ChangeField(fields, random);
                break;
            case JsonArray items:
                ChangeItem(items, random);
                break;
        }
    }

    private static void ChangeField(JsonObject fields, Random random)
    {
        var (name, value) = fields.ElementAt(random.Next(fields.Count));
        switch (random.Next(4))
        {
            case 0:
                fields.Remove(name);
                break;
            case 1:
                fields.Remove(name);
                fields[name[..^1] + (char)random.Next('a', 'z')] = value;
                break;
            case 2:
                fields[new string((char)random.Next(33, 126), random.Next(1, 400))] = Value(random);
                break;
            default:
                fields[name] = random.Next(5) == 0 ? new string('x', random.Next(300)) : Value(random);
                break;
        }
    }

    private static void ChangeItem(JsonArray items, Random random)
    {
        var at = random.Next(items.Count);
        if (random.Next(3) == 0)
            items.RemoveAt(at);
        else if (random.Next(2) == 0)
            items.Add(items[at]?.DeepClone());
        else
            items[at] = Value(random);
    }

    private static JsonNode? Value(Random random) => JsonNode.Parse(_values[random.Next(_values.Length)]!);

    private static void Collect(JsonNode? node, List<JsonNode> found)
    {
        if (node is null)
            return;
        found.Add(node);
        var children = node switch
        {
            JsonObject fields => fields.Select(field => field.Value),
            JsonArray items => items,
            _ => [],
        };
        foreach (var child in children)
            Collect(child, found);
    }
}

using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http;

namespace KubeDaq.Sandbox.Apply;

/// <summary>The names by which fieldsV1 tells the parts of a value apart.</summary>
internal static class ListKeys
{
    /// <summary>The name of a map's field.</summary>
    public static string Field(string name) => "f:" + name;

    /// <summary>The name of an item in a set or in a list with keys.</summary>
    public static string Item(Shape list, JsonNode? item)
    {
        if (list.IsSet)
            return "v:" + GoText.Of(item);
        var key = new JsonObject(list.Keys.Select(name => KeyValuePair.Create(name, ((item as JsonObject)?[name] ?? list.DefaultKey(name))?.DeepClone())));
        return "k:" + GoText.Of(key);
    }

    /// <summary>The parts of a value with their names and shapes; null where it is taken as one value.</summary>
    public static IEnumerable<(string Name, JsonNode? Value, Shape Shape)>? Parts(Shape shape, JsonNode? value) => value switch
    {
        JsonObject map when !shape.IsAtomic => map.Select(pair => (Field(pair.Key), pair.Value, shape.Field(pair.Key))),
        JsonArray list when shape.IsSet || shape.Keys.Count > 0 => list.Select(item => (Item(shape, item), item, shape.Item)),
        _ => null,
    };

    /// <summary>The part of a value under a name, or null.</summary>
    public static JsonNode? Find(Shape shape, JsonNode? value, string name) => value switch
    {
        JsonObject map when name.StartsWith("f:", StringComparison.Ordinal) => map[name[2..]],
        JsonArray list => list.FirstOrDefault(item => Item(shape, item) == name),
        _ => null,
    };

    /// <summary>Whether a value has a part of a name.</summary>
    public static bool Has(Shape shape, JsonNode? value, string name) => value switch
    {
        JsonObject map => map.ContainsKey(name[2..]),
        JsonArray list => list.Any(item => Item(shape, item) == name),
        _ => false,
    };
}

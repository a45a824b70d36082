using System.Text.Json.Nodes;

namespace KubeDaq.Sandbox.Apply;

/// <summary>Merges what is applied into what is there, and takes away what its owner gave up.</summary>
internal static class Merging
{
    /// <summary>The live value with the applied one merged in; the live value may be changed.</summary>
    public static JsonNode? Merge(Shape shape, JsonNode? live, JsonNode? applied)
    {
        switch (live, applied)
        {
            case (JsonObject map, JsonObject changes) when !shape.IsAtomic:
                foreach (var (key, change) in changes)
                {
                    var old = map[key];
                    var merged = Merge(shape.Field(key), old, change);
                    if (merged is null || !ReferenceEquals(merged, old))
                        map[key] = merged;
                }
                return map;
            case (JsonArray list, JsonArray items) when shape.IsSet || shape.Keys.Count > 0:
                MergeItems(shape, list, items);
                return list;
            default:
                return applied?.DeepClone();
        }
    }

    /// <summary>Takes the fields of a set away from a value.</summary>
    public static void Remove(Shape shape, JsonNode? value, FieldSet fields)
    {
        foreach (var (name, part) in fields.Parts)
        {
            if (!ListKeys.Has(shape, value, name))
                continue;
            var inner = ListKeys.Find(shape, value, name);
            Remove(value is JsonArray ? shape.Item : shape.Field(name[2..]), inner, part);
            var goes = part.IsMember && !(inner is JsonObject { Count: > 0 } && part.Parts.Count == 0 && !shape.IsAtomic && name[0] == 'f' && ListKeys.Parts(shape.Field(name[2..]), inner) is not null);
            if (!goes)
                continue;
            if (value is JsonObject map)
                map.Remove(name[2..]);
            else if (value is JsonArray list)
                list.Remove(inner);
        }
    }

    private static void MergeItems(Shape shape, JsonArray list, JsonArray items)
    {
        foreach (var item in items)
        {
            var name = ListKeys.Item(shape, item);
            var old = list.FirstOrDefault(one => ListKeys.Item(shape, one) == name);
            var merged = Merge(shape.Item, old, item);
            if (old is null)
                list.Add(merged);
            else if (!ReferenceEquals(merged, old))
                list[list.IndexOf(old)] = merged;
        }
    }
}

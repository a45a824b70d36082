using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.CustomResources;

/// <summary>Fills what a schema gives defaults for.</summary>
internal static class SchemaDefaults
{
    /// <summary>Fills in place; a null that may not be null counts as missing.</summary>
    public static void Fill(JsonObject schema, JsonNode? value)
    {
        switch (value)
        {
            case JsonObject map:
                foreach (var (key, property) in schema.Map("properties") ?? [])
                    Property(map, key, property as JsonObject ?? []);
                foreach (var (key, item) in schema.Map("additionalProperties") is null ? [] : map.ToList())
                {
                    if (schema.Map("properties")?.ContainsKey(key) != true)
                        Fill(schema.Map("additionalProperties")!, item);
                }
                break;
            case JsonArray list when schema.Map("items") is { } items:
                foreach (var item in list)
                    Fill(items, item);
                break;
        }
    }

    private static void Property(JsonObject map, string key, JsonObject property)
    {
        if (map.ContainsKey(key) && map[key] is null && !property.Flag("nullable"))
            map.Remove(key);
        if (!map.ContainsKey(key) && property["default"] is { } value)
            map[key] = value.DeepClone();
        Fill(property, map[key]);
    }
}

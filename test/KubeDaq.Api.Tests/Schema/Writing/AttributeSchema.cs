using System.Reflection;
using System.Text.Json.Nodes;
using KubeDaq.Api.Schema;

namespace KubeDaq.Api.Tests.Schema.Writing;

/// <summary>Writes what a property's attributes say into its schema.</summary>
internal static class AttributeSchema
{
    public static void Apply(PropertyInfo property, JsonObject schema)
    {
        foreach (var attribute in property.GetCustomAttributes())
            Apply(attribute, schema);
    }

    private static void Apply(Attribute attribute, JsonObject schema)
    {
        switch (attribute)
        {
            case PatternAttribute pattern:
                (schema["items"] as JsonObject ?? schema)["pattern"] = pattern.Expression;
                break;
            case BoundsAttribute bounds:
                Bound(schema, bounds);
                break;
            case DefaultsToAttribute value:
                schema["default"] = JsonNode.Parse(value.Json);
                break;
            case OneOfAttribute oneOf:
                (schema["items"] as JsonObject ?? schema)["enum"] = new JsonArray([.. oneOf.Values.Select(name => (JsonNode)name)]);
                break;
            case ListMapAttribute map:
                schema["x-kubernetes-list-type"] = "map";
                schema["x-kubernetes-list-map-keys"] = new JsonArray(map.Key);
                break;
            case ListSetAttribute:
                schema["x-kubernetes-list-type"] = "set";
                break;
            case KeepsUnknownFieldsAttribute:
                schema["x-kubernetes-preserve-unknown-fields"] = true;
                break;
        }
    }

    private static void Bound(JsonObject schema, BoundsAttribute bounds)
    {
        var (min, max) = (string?)schema["type"] switch
        {
            "string" => ("minLength", "maxLength"),
            "array" => ("minItems", "maxItems"),
            _ => ("minimum", "maximum"),
        };
        if (bounds.Min != 0 || min == "minimum")
            schema[min] = bounds.Min;
        schema[max] = bounds.Max;
    }
}

using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.CustomResources;

/// <summary>Whether a schema is structural: every field that it names has a type.</summary>
internal static class SchemaShape
{
    private static readonly string[] Types = ["array", "boolean", "integer", "number", "object", "string"];

    /// <summary>What is wrong with a schema.</summary>
    public static IEnumerable<Cause> Validate(JsonObject schema, string path)
    {
        var type = schema.Text("type") ?? "";
        if (type.Length > 0 && !Types.Contains(type))
            yield return Cause.NotSupported($"{path}.type", type, Types);
        if (type == "array" && schema.Map("items") is null)
            yield return Cause.Required($"{path}.items", "must be specified");
        if (schema["properties"] is not null && schema["additionalProperties"] is not null)
            yield return Cause.Forbidden($"{path}.additionalProperties", "additionalProperties and properties are mutual exclusive");
        foreach (var (name, inner) in schema.Map("properties") ?? [])
        {
            foreach (var cause in Inner(inner, $"{path}.properties[{name}]"))
                yield return cause;
        }
        foreach (var field in new[] { "items", "additionalProperties" })
        {
            foreach (var cause in Inner(schema.Map(field), $"{path}.{field}"))
                yield return cause;
        }
    }

    private static IEnumerable<Cause> Inner(JsonNode? node, string path)
    {
        if (node is not JsonObject schema)
            yield break;
        foreach (var cause in Validate(schema, path))
            yield return cause;
        if (schema["type"] is null && !schema.Flag("x-kubernetes-int-or-string") && !schema.Flag("x-kubernetes-preserve-unknown-fields"))
            yield return Cause.Required($"{path}.type", "must not be empty for specified object fields");
    }
}

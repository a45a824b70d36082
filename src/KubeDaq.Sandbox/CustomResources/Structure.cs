using System.Text.Json.Nodes;
using KubeDaq.Sandbox.CustomResources.Cel;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Resources;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.CustomResources;

/// <summary>What a custom resource's schema adds to the writing of its objects; nothing for built-in kinds.</summary>
internal static class Structure
{
    // Complaints after which the API server does not come to evaluate CEL.
    private static readonly string[] Blocking = ["FieldValueNotSupported", "FieldValueRequired", "FieldValueTooLong", "FieldValueTooMany", "FieldValueTypeInvalid"];

    private static readonly Cause Unchecked = new(
        "FieldValueInvalid", "Invalid value: null: some validation rules were not checked because the object was invalid; correct the existing errors to complete validation", "<nil>");

    /// <summary>Fills defaults.</summary>
    public static void Default(ResourceKind kind, JsonObject value)
    {
        if (kind.Custom is { } custom)
            SchemaDefaults.Fill(custom.Schema, value);
    }

    /// <summary>What is wrong by the schema.</summary>
    public static IEnumerable<Cause> Validate(ResourceKind kind, JsonObject value, JsonObject? old, string subresource)
    {
        if (kind.Custom is not { } custom)
            return [];
        var causes = subresource == "status"
            ? custom.Schema.Map("properties", "status") is { } status && value["status"] is { } state ? SchemaValidation.Run(status, state, "status") : []
            : SchemaValidation.Run(Resource(custom.Schema), value, "");
        if (causes.Any(cause => Blocking.Contains(cause.Reason)))
            return HasRules(custom.Schema) ? causes.Append(Unchecked) : causes;
        return causes.Concat(subresource == "status"
            ? CelRules.Check(custom.Schema.Map("properties", "status") ?? [], value["status"], old?["status"], "status")
            : CelRules.Check(custom.Schema, value, old, ""));
    }

    /// <summary>Whether two versions differ at most in metadata and, where it is written apart, in status.</summary>
    public static bool SameContent(ResourceKind kind, JsonObject value, JsonObject old) =>
        value.Select(pair => pair.Key).Union(old.Select(pair => pair.Key))
            .Where(key => key is not ("metadata" or "kind" or "apiVersion") && (key != "status" || (kind.Custom is not null && !kind.HasStatus)))
            .All(key => JsonNode.DeepEquals(value[key], old[key]));

    // Metadata has its own rules.
    private static JsonObject Resource(JsonObject schema)
    {
        if (schema.Map("properties")?.ContainsKey("metadata") != true)
            return schema;
        var rest = schema.DeepClone().AsObject();
        rest.Map("properties")!.Remove("metadata");
        return rest;
    }

    private static bool HasRules(JsonNode? node) => node switch
    {
        JsonObject map => map.ContainsKey("x-kubernetes-validations") || map.Any(pair => HasRules(pair.Value)),
        JsonArray list => list.Any(HasRules),
        _ => false,
    };
}

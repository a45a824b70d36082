using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http;
using KubeDaq.Sandbox.Resources;

namespace KubeDaq.Sandbox.OpenApi;

/// <summary>The OpenAPI schemas of built-in kinds and of all types that they use.</summary>
internal sealed class ModelSchemas
{
    private readonly JsonObject _schemas = [];

    /// <summary>The schemas by name.</summary>
    public static JsonObject Of(IEnumerable<ResourceKind> kinds)
    {
        var schemas = new ModelSchemas();
        foreach (var kind in kinds)
        {
            if (Models.Of(kind) is { } model)
                schemas.Add(model)["x-kubernetes-group-version-kind"] = new JsonArray(GroupVersionKind(kind));
        }
        return schemas._schemas;
    }

    /// <summary>Adds the schema of metadata, which custom resources use.</summary>
    public static void AddMetadata(JsonObject schemas)
    {
        var own = new ModelSchemas();
        own.Add(ModelType.Of(typeof(k8s.Models.V1ObjectMeta)));
        foreach (var (name, schema) in own._schemas)
            schemas[name] = schema!.DeepClone();
    }

    /// <summary>A kind as extensions name it.</summary>
    public static JsonObject GroupVersionKind(ResourceKind kind) => new() { ["group"] = kind.Group, ["version"] = kind.Version, ["kind"] = kind.Kind };

    /// <summary>The name of a type's schema; its last part is the type's own.</summary>
    public static string Name(ModelType type) => $"io.k8s.api.{type.Name}.{type.GoName}";

    private JsonObject Add(ModelType type)
    {
        if (_schemas[Name(type)] is JsonObject known)
            return known;
        var properties = new JsonObject();
        var schema = new JsonObject { ["type"] = "object", ["description"] = ModelTexts.Of($"T:k8s.Models.{type.Name}"), ["properties"] = properties };
        _schemas[Name(type)] = schema;
        foreach (var field in type.Fields.Values)
            properties[field.Name] = Property(type, field);
        var required = type.Fields.Values.Where(field => field.IsRequired || RequiredFields.Has(type.Name, field.Name)).Select(field => field.Name).ToList();
        if (required.Count > 0)
            schema["required"] = Discovery.Strings(required);
        return schema;
    }

    private JsonObject Property(ModelType owner, ModelField field)
    {
        var property = Reference(field.Type);
        if (property["$ref"] is { } reference)
        {
            property.Remove("$ref");
            property["allOf"] = new JsonArray(new JsonObject { ["$ref"] = reference.DeepClone() });
            property["default"] = new JsonObject();
        }
        property["description"] = ModelTexts.Of(field.Member);
        if (MergeRules.Of(owner, field) is not { } rule)
            return property;
        Extend(property, field.Type, rule);
        return property;
    }

    private static void Extend(JsonObject property, ModelType type, MergeRule rule)
    {
        if (rule.PatchKey is not null)
            property["x-kubernetes-patch-merge-key"] = rule.PatchKey;
        if (rule.PatchKey is not null || rule.IsSet || rule.RetainsKeys)
            property["x-kubernetes-patch-strategy"] = !rule.RetainsKeys ? "merge" : rule.PatchKey is null ? "retainKeys" : "merge,retainKeys";
        if (type.Form == ModelForm.List)
            property["x-kubernetes-list-type"] = rule.IsSet ? "set" : rule.Keys is { Count: > 0 } ? "map" : "atomic";
        if (rule.Keys is { Count: > 0 } keys)
            property["x-kubernetes-list-map-keys"] = Discovery.Strings(keys);
        if (rule.IsAtomic)
            property["x-kubernetes-map-type"] = "atomic";
    }

    private JsonObject Reference(ModelType type)
    {
        switch (type.Form)
        {
            case ModelForm.Struct:
                Add(type);
                return new() { ["$ref"] = $"#/components/schemas/{Name(type)}" };
            case ModelForm.List:
                return new() { ["type"] = "array", ["items"] = Inner(type) };
            case ModelForm.Map:
                return new() { ["type"] = "object", ["additionalProperties"] = Inner(type) };
            default:
                return Scalar(type.Form);
        }
    }

    private JsonObject Inner(ModelType type)
    {
        var inner = Reference(type.Inner);
        if (inner["$ref"] is not { } reference)
            return inner;
        inner.Remove("$ref");
        inner["allOf"] = new JsonArray(new JsonObject { ["$ref"] = reference.DeepClone() });
        inner["default"] = new JsonObject();
        return inner;
    }

    private static JsonObject Scalar(ModelForm form) => form switch
    {
        ModelForm.Text => new() { ["type"] = "string" },
        ModelForm.Bytes => new() { ["type"] = "string", ["format"] = "byte" },
        ModelForm.Time => new() { ["type"] = "string", ["format"] = "date-time" },
        ModelForm.Int32 => new() { ["type"] = "integer", ["format"] = "int32" },
        ModelForm.Int64 => new() { ["type"] = "integer", ["format"] = "int64" },
        ModelForm.Double => new() { ["type"] = "number", ["format"] = "double" },
        ModelForm.Flag => new() { ["type"] = "boolean" },
        ModelForm.Quantity => new() { ["type"] = "string" },
        ModelForm.IntOrText => new() { ["oneOf"] = new JsonArray(new JsonObject { ["type"] = "integer" }, new JsonObject { ["type"] = "string" }), ["format"] = "int-or-string" },
        _ => new() { ["type"] = "object", ["x-kubernetes-preserve-unknown-fields"] = true },
    };
}

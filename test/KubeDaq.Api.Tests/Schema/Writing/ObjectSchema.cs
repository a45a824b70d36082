using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using KubeDaq.Api.Meta;
using KubeDaq.Api.Schema;
using KubeDaq.Api.Serialization;

namespace KubeDaq.Api.Tests.Schema.Writing;

/// <summary>The structural schema of a type, as Kubernetes wants it: from the C# type, its attributes and its doc comments.</summary>
internal sealed class ObjectSchema(DocComments comments)
{
    public JsonObject Of(Type type)
    {
        var options = new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = (context, exported) => Transform(context, exported) };
        return KubeDaqJson.Options.GetJsonSchemaAsNode(type, options).AsObject();
    }

    private JsonObject Transform(JsonSchemaExporterContext context, JsonNode exported)
    {
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        var property = context.PropertyInfo?.AttributeProvider as PropertyInfo;
        var schema = Structural(type, exported);
        Describe(schema, type, property);
        if (property is not null)
            AttributeSchema.Apply(property, schema);
        RequireMandatory(schema, type);
        return schema;
    }

    private static JsonObject Structural(Type type, JsonNode exported)
    {
        if (type == typeof(ObjectMeta) || type == typeof(JsonObject))
            return new JsonObject { ["type"] = "object" };
        if (type == typeof(DateTimeOffset))
            return new JsonObject { ["type"] = "string", ["format"] = "date-time" };
        if (type.IsEnum)
            return new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. Enum.GetNames(type).Select(name => (JsonNode)name)]) };
        var schema = exported as JsonObject ?? [];
        if (schema["type"] is JsonArray alternatives)
            schema["type"] = alternatives.First(one => (string?)one != "null")!.DeepClone();
        schema["type"] ??= "object";
        if (type == typeof(int) || type == typeof(long))
            schema["format"] = type == typeof(int) ? "int32" : "int64";
        return schema;
    }

    private void Describe(JsonObject schema, Type type, PropertyInfo? property)
    {
        var isEntry = property is null && !typeof(KubeObject).IsAssignableFrom(type);
        if (isEntry || type == typeof(ObjectMeta))
            return;
        var text = property is null ? comments.Of(type) : comments.Of(property);
        if (type.IsEnum)
            text = $"{text} {string.Join(' ', Enum.GetNames(type).Select(name => $"{name}: {comments.Of(type.GetField(name)!)}"))}";
        schema.Insert(0, "description", text);
    }

    private static void RequireMandatory(JsonObject schema, Type type)
    {
        if (schema["properties"] is not JsonObject properties)
            return;
        var mandatory = KubeDaqJson.Options.GetTypeInfo(type).Properties
            .Where(p => p.IsRequired || p.AttributeProvider?.IsDefined(typeof(MandatoryAttribute), true) == true)
            .Select(p => p.Name).ToArray();
        schema.Remove("required");
        if (mandatory.Length > 0)
            schema["required"] = new JsonArray([.. mandatory.Select(name => (JsonNode)name)]);
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using k8s.Models;
using KubeDaq.Api.Meta;
using KubeDaq.Api.Validation;

namespace KubeDaq.Cli.Applying;

/// <summary>
/// Finds in a pod template what Kubernetes does not know. A partition's schema leaves the template open, so the API server would take a
/// misspelt field, and the pod would come without it.
/// </summary>
internal static class PodTemplateFields
{
    public static IEnumerable<FieldError> Check(JsonNode? template, string path) => Check(template, typeof(V1PodTemplateSpec), path);

    private static IEnumerable<FieldError> Check(JsonNode? value, Type type, string path)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (value is null)
            return [];
        if (ModelFields.ItemOf(type) is { } item)
            return CheckList(value, item, path);
        if (ModelFields.ValueOf(type) is { } entry)
            return CheckMap(value, entry, path);
        return ModelFields.Of(type) is { Count: > 0 } fields ? CheckObject(value, fields, path) : CheckScalar(value, type, path);
    }

    private static IEnumerable<FieldError> CheckList(JsonNode value, Type item, string path) =>
        value is JsonArray list
            ? list.SelectMany((entry, i) => Check(entry, item, FieldPath.Item(path, i)))
            : [new FieldError(path, $"is {Name(value)}, and a list is wanted", "write [..], or lines that begin with a dash")];

    private static IEnumerable<FieldError> CheckMap(JsonNode value, Type entry, string path) =>
        value is JsonObject map
            ? map.SelectMany(field => Check(field.Value, entry, FieldPath.Field(path, field.Key)))
            : [new FieldError(path, $"is {Name(value)}, and a mapping is wanted", "write key: value")];

    private static IEnumerable<FieldError> CheckObject(JsonNode value, IReadOnlyDictionary<string, Type> fields, string path)
    {
        if (value is not JsonObject map)
            return [new FieldError(path, $"is {Name(value)}, and an object is wanted", $"write its fields, such as {fields.Keys.First()}: ...")];
        return map.SelectMany(field => fields.TryGetValue(field.Key, out var type)
            ? Check(field.Value, type, FieldPath.Field(path, field.Key))
            : [new FieldError(FieldPath.Field(path, field.Key), "is no field that Kubernetes knows here", ModelFields.Advice(field.Key, fields.Keys))]);
    }

    private static IEnumerable<FieldError> CheckScalar(JsonNode value, Type type, string path)
    {
        var kind = value.GetValueKind();
        return type switch
        {
            _ when type == typeof(string) && kind != JsonValueKind.String => [new FieldError(path, $"is {Name(value)}, and a text is wanted", $"quote it: \"{value.ToJsonString().Trim('"')}\"")],
            _ when type == typeof(bool) && kind is not (JsonValueKind.True or JsonValueKind.False) => [new FieldError(path, $"is {Name(value)}, and true or false is wanted", "write true or false")],
            _ when (type == typeof(int) || type == typeof(long)) && kind != JsonValueKind.Number => [new FieldError(path, $"is {Name(value)}, and a number is wanted", "write it without quotes")],
            _ => [],
        };
    }

    private static string Name(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        _ => "true or false",
    };
}

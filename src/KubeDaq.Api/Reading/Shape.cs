using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using KubeDaq.Api.Meta;
using KubeDaq.Api.Validation;

namespace KubeDaq.Api.Reading;

/// <summary>Compares a tree with the type it shall become: fields that are not known, that are missing, that are of another type.</summary>
internal sealed class Shape(FieldErrors errors)
{
    // What the server adds to metadata and we do not read.
    private static readonly HashSet<string> _servers = ["managedFields", "generateName", "selfLink", "deletionGracePeriodSeconds"];

    public void Check(JsonNode? node, JsonTypeInfo type, string path)
    {
        if (type.Type == typeof(JsonObject))
            Expect<JsonObject>(node, path, "an object");
        else if (type.Kind == JsonTypeInfoKind.Object)
            CheckObject(node, type, path);
        else if (type.Kind == JsonTypeInfoKind.Dictionary)
            CheckMap(node, type, path);
        else if (type.Kind == JsonTypeInfoKind.Enumerable)
            CheckList(node, type, path);
        else
            ShapeOfValue.Check(node, Nullable.GetUnderlyingType(type.Type) ?? type.Type, path, errors);
    }

    private void CheckObject(JsonNode? node, JsonTypeInfo type, string path)
    {
        if (Expect<JsonObject>(node, path, "an object with fields") is not { } fields)
            return;
        var known = type.Properties.ToDictionary(property => property.Name);
        foreach (var (name, value) in fields)
        {
            if (known.TryGetValue(name, out var property))
                CheckField(value, property, FieldPath.Field(path, name));
            else if (type.Type != typeof(ObjectMeta) || !_servers.Contains(name))
                errors.Add(FieldPath.Field(path, name), "there is no such field", Misplaced.Advice(type.Type, name) ?? Similar.Hint(name, known.Keys) ?? $"known fields: {string.Join(", ", known.Keys)}");
        }
        foreach (var missing in type.Properties.Where(property => property.IsRequired && !fields.ContainsKey(property.Name)))
            errors.Add(FieldPath.Field(path, missing.Name), "is missing", $"write {missing.Name}: and its value");
    }

    private void CheckField(JsonNode? value, JsonPropertyInfo property, string path)
    {
        if (value is null && !property.IsRequired)
            return;
        // Fields that are computed are written for tables, and not read.
        if (property.Set is not null || property.AssociatedParameter is not null)
            Check(value, property.Options.GetTypeInfo(property.PropertyType), path);
    }

    private void CheckMap(JsonNode? node, JsonTypeInfo type, string path)
    {
        foreach (var (name, value) in Expect<JsonObject>(node, path, "a map of names and values") ?? [])
            Check(value, type.Options.GetTypeInfo(type.ElementType!), FieldPath.Field(path, name));
    }

    private void CheckList(JsonNode? node, JsonTypeInfo type, string path)
    {
        if (Expect<JsonArray>(node, path, "a list") is not { } items)
            return;
        var element = type.Options.GetTypeInfo(type.ElementType!);
        for (var i = 0; i < items.Count; i++)
            Check(items[i], element, FieldPath.Item(path, i));
    }

    private T? Expect<T>(JsonNode? node, string path, string what) where T : JsonNode
    {
        if (node is T expected)
            return expected;
        errors.Add(path, $"is {Json.What(node)}", $"write {what}{(what == "a list" ? ": each entry on a line that starts with a dash" : "")}");
        return null;
    }
}

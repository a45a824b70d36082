using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KubeDaq.Sandbox.Http;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.CustomResources;

/// <summary>Holds a value to a schema, with the API server's words. CEL rules are not evaluated.</summary>
internal sealed class SchemaValidation(string prefix)
{
    private static readonly TimeSpan PatternTime = TimeSpan.FromSeconds(1);

    private readonly List<Cause> _causes = [];

    /// <summary>The complaints about a value; <paramref name="prefix"/> is where it stands in its object, which the sentences leave out.</summary>
    public static List<Cause> Run(JsonObject schema, JsonNode? value, string prefix)
    {
        var run = new SchemaValidation(prefix);
        run.Check(schema, value, "");
        return run._causes;
    }

    private void Check(JsonObject schema, JsonNode? value, string path)
    {
        if (value is null)
        {
            if (!schema.Flag("nullable") && schema.Text("type") is { } needed)
                Type(path, needed, "null");
            return;
        }
        if (!HasType(schema, value, path))
            return;
        switch (value)
        {
            case JsonObject map:
                Map(schema, map, path);
                break;
            case JsonArray list:
                List(schema, list, path);
                break;
            default:
                Scalar(schema, value, path);
                break;
        }
        if (schema["enum"] is JsonArray allowed && !allowed.Any(one => JsonNode.DeepEquals(one, value)))
        {
            var text = string.Join(", ", allowed.Select(GoText.Of));
            _causes.Add(new("FieldValueNotSupported", $"Unsupported value: {GoText.Of(value)}: supported values: {text}", Field(path)));
        }
    }

    private bool HasType(JsonObject schema, JsonNode value, string path)
    {
        var kind = value.GetValueKind() switch
        {
            JsonValueKind.String => "string",
            JsonValueKind.True or JsonValueKind.False => "boolean",
            JsonValueKind.Object => "object",
            JsonValueKind.Array => "array",
            _ => IsWhole(value) ? "integer" : "number",
        };
        if (schema.Flag("x-kubernetes-int-or-string"))
            return kind is "integer" or "string" || Type(path, "integer,string", kind);
        return schema.Text("type") is not { } type || type == kind || (type == "number" && kind == "integer") || Type(path, type, kind);
    }

    private bool Type(string path, string wanted, string found)
    {
        _causes.Add(new("FieldValueTypeInvalid", $"Invalid value: \"{found}\": {Place(path)} must be of type {wanted}: \"{found}\"", Field(path)));
        return false;
    }

    private void Map(JsonObject schema, JsonObject map, string path)
    {
        foreach (var key in schema.List("required").Select(one => one.AsText()!).Where(key => !map.ContainsKey(key)))
            _causes.Add(Cause.Required(Field(Join(path, key))));
        if (schema.Number("maxProperties") is { } most && map.Count > most)
            _causes.Add(new("FieldValueTooMany", $"Too many: {map.Count}: must have at most {most} items", Field(path)));
        if (schema.Number("minProperties") is { } least && map.Count < least)
            Say(path, map, $"should have at least {least} properties");
        foreach (var (key, item) in map)
        {
            if (schema.Map("properties", key) is { } property)
                Check(property, item, Join(path, key));
            else if (schema.Map("additionalProperties") is { } other)
                Check(other, item, Join(path, key));
        }
    }

    private void List(JsonObject schema, JsonArray list, string path)
    {
        if (schema.Number("maxItems") is { } most && list.Count > most)
            _causes.Add(new("FieldValueTooMany", $"Too many: {list.Count}: must have at most {most} items", Field(path)));
        if (schema.Number("minItems") is { } least && list.Count < least)
            Say(path, list, $"should have at least {least} items");
        if (schema.Flag("uniqueItems") || schema.Text("x-kubernetes-list-type") is "set")
            Duplicates(list, path, item => item);
        if (schema.Text("x-kubernetes-list-type") is "map")
            Duplicates(list, path, item => new JsonObject(schema.List("x-kubernetes-list-map-keys").Select(key => KeyValuePair.Create(key.AsText()!, (item as JsonObject)?[key.AsText()!]?.DeepClone()))));
        for (var i = 0; i < list.Count && schema.Map("items") is { } items; i++)
            Check(items, list[i], $"{path}[{i}]");
    }

    private void Duplicates(JsonArray list, string path, Func<JsonNode?, JsonNode?> key)
    {
        var seen = new HashSet<string>();
        for (var i = 0; i < list.Count; i++)
        {
            if (!seen.Add(GoText.Of(key(list[i]))))
                _causes.Add(Cause.Duplicate(Field($"{path}[{i}]"), key(list[i])));
        }
    }

    private void Scalar(JsonObject schema, JsonNode value, string path)
    {
        if (value.AsText() is { } text)
            Text(schema, text, path);
        else if (value.GetValueKind() == JsonValueKind.Number)
            Number(schema, value, path);
    }

    private void Text(JsonObject schema, string text, string path)
    {
        var length = new StringInfo(text).LengthInTextElements;
        if (schema.Number("maxLength") is { } most && length > most)
            _causes.Add(new("FieldValueTooLong", $"Too long: may not be more than {most} bytes", Field(path)));
        if (schema.Number("minLength") is { } least && length < least)
            Say(path, text, $"should be at least {least} chars long");
        if (schema.Text("pattern") is { } pattern && !Regex.IsMatch(text, pattern, RegexOptions.None, PatternTime))
            Say(path, text, $"should match '{pattern}'");
        if (schema.Text("format") is { } format && !Formats.Accept(format, text))
            Say(path, text, $"must be of type {format}: \"{text}\"");
    }

    private void Number(JsonObject schema, JsonNode value, string path)
    {
        var number = decimal.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) ? parsed : 0;
        if (Limit(schema, "minimum") is { } least && (schema.Flag("exclusiveMinimum") ? number <= least : number < least))
            Say(path, value, schema.Flag("exclusiveMinimum") ? $"should be greater than {least}" : $"should be greater than or equal to {least}");
        if (Limit(schema, "maximum") is { } most && (schema.Flag("exclusiveMaximum") ? number >= most : number > most))
            Say(path, value, schema.Flag("exclusiveMaximum") ? $"should be less than {most}" : $"should be less than or equal to {most}");
        if (Limit(schema, "multipleOf") is { } step && step != 0 && number % step != 0)
            Say(path, value, $"should be a multiple of {step}");
    }

    private static decimal? Limit(JsonObject schema, string field) =>
        schema[field] is { } node && decimal.TryParse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var limit) ? limit : null;

    private static bool IsWhole(JsonNode value) =>
        decimal.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number == decimal.Truncate(number);

    private void Say(string path, JsonNode value, string what) => _causes.Add(Cause.InvalidValue(Field(path), value, $"{Place(path)} {what}"));

    private string Field(string path) => Join(prefix, path);

    private static string Place(string path) => path.Length == 0 ? "in body" : $"{path} in body";

    private static string Join(string path, string key) => path.Length == 0 ? key : key.Length == 0 ? path : key[0] == '[' ? path + key : $"{path}.{key}";
}

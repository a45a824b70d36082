using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.CustomResources.Cel;

/// <summary>Evaluates the x-kubernetes-validations of a schema. A rule outside the part of CEL that is built here is passed over.</summary>
internal static class CelRules
{
    private static readonly ConcurrentDictionary<string, Func<CelScope, object?>?> Parsed = [];

    /// <summary>The complaints about a value; rules that name oldSelf are asked only where there was a value.</summary>
    public static IEnumerable<Cause> Check(JsonObject schema, JsonNode? value, JsonNode? old, string path)
    {
        if (value is null)
            return [];
        var own = schema.Maps("x-kubernetes-validations").Select(rule => Ask(rule, value, old, path)).OfType<Cause>();
        return own.Concat(value switch
        {
            JsonObject map => map.SelectMany(pair => (schema.Map("properties", pair.Key) ?? schema.Map("additionalProperties")) is { } inner
                ? Check(inner, pair.Value, (old as JsonObject)?[pair.Key], path.Length == 0 ? pair.Key : $"{path}.{pair.Key}") : []),
            JsonArray list when schema.Map("items") is { } items => list.SelectMany((item, index) => Check(items, item, null, $"{path}[{index}]")),
            _ => [],
        });
    }

    private static Cause? Ask(JsonObject rule, JsonNode value, JsonNode? old, string path)
    {
        var text = rule.Text("rule") ?? "";
        var compares = text.Contains("oldSelf", StringComparison.Ordinal);
        if ((compares && old is null) || Parsed.GetOrAdd(text, Parse) is not { } expression)
            return null;
        try
        {
            var scope = new CelScope("oldSelf", CelValues.Of(old), new("self", CelValues.Of(value), null));
            return CelValues.True(expression(scope)) ? null : Failed(rule, text, value, path);
        }
        catch (CelException error)
        {
            return error.IsUnsupported ? null : Cause.InvalidValue(path, value, $"rule evaluation error: {error.Message}: {text}");
        }
    }

    private static Cause Failed(JsonObject rule, string text, JsonNode value, string path)
    {
        var message = rule.Text("message") ?? $"failed rule: {text}";
        var place = rule.Text("fieldPath") is { } field ? path + field : path;
        return rule.Text("reason") switch
        {
            "FieldValueForbidden" => Cause.Forbidden(place, message),
            "FieldValueRequired" => Cause.Required(place, message),
            _ when value is JsonObject or JsonArray => new("FieldValueInvalid", $"Invalid value: {message}", place),
            _ => Cause.InvalidValue(place, value, message),
        };
    }

    private static Func<CelScope, object?>? Parse(string text)
    {
        try
        {
            return CelParser.Parse(text);
        }
        catch (CelException)
        {
            return null;
        }
    }
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using KubeDaq.Api.Validation;

namespace KubeDaq.Api.Reading;

/// <summary>Compares one value with the type it shall become.</summary>
internal static class ShapeOfValue
{
    public static void Check(JsonNode? node, Type type, string path, FieldErrors errors)
    {
        var kind = node?.GetValueKind() ?? JsonValueKind.Null;
        if (type == typeof(string) && kind != JsonValueKind.String)
            errors.Add(path, $"is {Json.What(node)}, not text", kind is JsonValueKind.Object or JsonValueKind.Array ? "write a word" : "put it in quotes");
        else if (type == typeof(bool) && kind is not (JsonValueKind.True or JsonValueKind.False))
            errors.Add(path, $"is {Json.What(node)}", "write true or false");
        else if (type == typeof(int) && !IsInteger(node, int.MinValue, int.MaxValue))
            errors.Add(path, $"is {Json.What(node)}, not a whole number that fits", "write a whole number, without quotes");
        else if (type == typeof(long) && !IsInteger(node, long.MinValue, long.MaxValue))
            errors.Add(path, $"is {Json.What(node)}, not a whole number that fits", "write a whole number, without quotes");
        else if (type == typeof(DateTimeOffset) && !IsTime(node))
            errors.Add(path, $"is {Json.What(node)}, not a time", "write a time such as 2026-11-24T14:02:00Z");
        else if (type.IsEnum)
            CheckEnum(node, type, path, errors);
    }

    private static void CheckEnum(JsonNode? node, Type type, string path, FieldErrors errors)
    {
        var names = Enum.GetNames(type);
        var text = node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null;
        if (text is not null && names.Contains(text))
            return;
        var problem = text is null ? $"is {Json.What(node)}" : $"{Names.Quote(text)} is not one of its values";
        errors.Add(path, problem, Similar.Hint(text, names) ?? $"write one of {string.Join(", ", names)}");
    }

    private static bool IsInteger(JsonNode? node, long min, long max) =>
        node?.GetValueKind() == JsonValueKind.Number
        && long.TryParse(node.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && number >= min && number <= max;

    private static bool IsTime(JsonNode? node)
    {
        if (node?.GetValueKind() != JsonValueKind.String)
            return false;
        using var text = JsonDocument.Parse(node.ToJsonString());
        return text.RootElement.TryGetDateTimeOffset(out _);
    }
}

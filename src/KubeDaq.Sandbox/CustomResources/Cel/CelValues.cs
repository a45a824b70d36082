using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace KubeDaq.Sandbox.CustomResources.Cel;

/// <summary>What expressions do with values: null, bool, decimal, string, lists, and JSON maps.</summary>
internal static class CelValues
{
    private static readonly TimeSpan PatternTime = TimeSpan.FromSeconds(1);
    private static readonly string[] Functions =
        ["orValue", "hasValue", "size", "string", "int", "double", "startsWith", "endsWith", "contains", "matches", "lowerAscii", "isSorted"];

    /// <summary>Whether a function is built here.</summary>
    public static bool Knows(string function) => Functions.Contains(function);

    /// <summary>A JSON node as a value.</summary>
    public static object? Of(JsonNode? node) => node?.GetValueKind() switch
    {
        null or JsonValueKind.Null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => node.GetValue<string>(),
        JsonValueKind.Number => decimal.Parse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture),
        JsonValueKind.Array => node.AsArray().Select(Of).ToList(),
        _ => node,
    };

    /// <summary>A condition's value.</summary>
    public static bool True(object? value) => value is bool flag ? flag : throw new CelException("no such overload");

    /// <summary>Logic in which one side can decide although the other fails.</summary>
    public static bool Either(Func<object?> first, Func<object?> second, bool wanted)
    {
        try
        {
            if (True(first()) == wanted)
                return wanted;
        }
        catch (CelException error) when (!error.IsUnsupported)
        {
            return True(second()) == wanted ? wanted : throw new CelException(error.Message);
        }
        return True(second());
    }

    /// <summary>Whether there is a field.</summary>
    public static bool HasField(object? owner, string name) => owner is JsonObject map && map.ContainsKey(Plain(name));

    /// <summary>A field.</summary>
    public static object? Field(object? owner, string name) =>
        owner is JsonObject map && map.TryGetPropertyValue(Plain(name), out var value) ? Of(value) : throw new CelException($"no such key: {name}");

    /// <summary>An item of a list, or a map's value.</summary>
    public static object? Index(object? owner, object? index) => (owner, index) switch
    {
        (List<object?> list, decimal at) when at >= 0 && at < list.Count => list[(int)at],
        (JsonObject map, string key) => map.ContainsKey(key) ? Of(map[key]) : throw new CelException($"no such key: {key}"),
        _ => throw new CelException("index out of bounds"),
    };

    /// <summary>The items of a list, or the keys of a map.</summary>
    public static IEnumerable<object?> Items(object? value) => value switch
    {
        List<object?> list => list,
        JsonObject map => map.Select(pair => (object?)pair.Key),
        _ => throw new CelException("no such overload"),
    };

    /// <summary>An operator between two values.</summary>
    public static object Combine(string sign, object? left, object? right) => (sign, left, right) switch
    {
        ("==", _, _) => Same(left, right),
        ("!=", _, _) => !Same(left, right),
        ("in", _, _) => Items(right).Any(item => Same(item, left)),
        ("+", decimal a, decimal b) => a + b,
        ("-", decimal a, decimal b) => a - b,
        ("*", decimal a, decimal b) => a * b,
        ("/", decimal a, decimal b) when b != 0 => decimal.Truncate(a / b),
        ("%", decimal a, decimal b) when b != 0 => a % b,
        ("+", string a, string b) => a + b,
        ("+", List<object?> a, List<object?> b) => a.Concat(b).ToList(),
        (_, decimal a, decimal b) => Ordered(sign, a.CompareTo(b)),
        (_, string a, string b) => Ordered(sign, string.CompareOrdinal(a, b)),
        _ => throw new CelException("no such overload"),
    };

    /// <summary>A function of a value.</summary>
    public static object? Call(object? target, string name, IReadOnlyList<object?> arguments) => (name, target, arguments) switch
    {
        ("orValue", CelOptional found, [_]) => found.HasValue ? found.Value : arguments[0],
        ("hasValue", CelOptional found, []) => found.HasValue,
        ("size", string text, []) => (decimal)text.Length,
        ("size", List<object?> list, []) => (decimal)list.Count,
        ("size", JsonObject map, []) => (decimal)map.Count,
        ("string", not null, []) => Convert.ToString(target, CultureInfo.InvariantCulture)!,
        ("int", decimal number, []) => decimal.Truncate(number),
        ("double", decimal number, []) => number,
        ("int" or "double", string text, []) => decimal.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : throw new CelException("not a number"),
        ("startsWith", string text, [string part]) => text.StartsWith(part, StringComparison.Ordinal),
        ("endsWith", string text, [string part]) => text.EndsWith(part, StringComparison.Ordinal),
        ("contains", string text, [string part]) => text.Contains(part, StringComparison.Ordinal),
        ("matches", string text, [string pattern]) => Regex.IsMatch(text, AtVeryEnd(pattern), RegexOptions.None, PatternTime),
        ("lowerAscii", string text, []) => text.ToLowerInvariant(),
        ("isSorted", List<object?> list, []) => list.Zip(list.Skip(1)).All(pair => (bool)Combine("<=", pair.First, pair.Second)),
        _ => throw new CelException($"not understood: {name}", true),
    };

    // Here a dollar sign would also match before a line feed at the end, which CEL's does not.
    private static string AtVeryEnd(string pattern) => pattern.EndsWith('$') && !pattern.EndsWith(@"\$", StringComparison.Ordinal) ? $@"{pattern[..^1]}\z" : pattern;

    // Names that CEL reserves are written with underscores around them.
    private static string Plain(string name) => name.StartsWith("__", StringComparison.Ordinal) && name.EndsWith("__", StringComparison.Ordinal) && name.Length > 4 ? name[2..^2] : name;

    private static bool Same(object? left, object? right) => (left, right) switch
    {
        (JsonNode a, JsonNode b) => JsonNode.DeepEquals(a, b),
        (List<object?> a, List<object?> b) => a.Count == b.Count && a.Zip(b).All(pair => Same(pair.First, pair.Second)),
        _ => Equals(left, right),
    };

    private static bool Ordered(string sign, int order) => sign switch
    {
        "<" => order < 0,
        "<=" => order <= 0,
        ">" => order > 0,
        ">=" => order >= 0,
        _ => throw new CelException("no such overload"),
    };
}

using System.Collections.Frozen;
using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace KubeDaq.Api.Yaml;

/// <summary>What a plain scalar means, by the rules of YAML 1.1 as Kubernetes applies them.</summary>
internal static partial class YamlScalar
{
    private static readonly FrozenSet<string> _true = new[] { "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON" }.ToFrozenSet();
    private static readonly FrozenSet<string> _false = new[] { "n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF" }.ToFrozenSet();
    private static readonly FrozenSet<string> _null = new[] { "", "~", "null", "Null", "NULL" }.ToFrozenSet();

    /// <summary>The value; a C# null for YAML's null, a string where the text means nothing else.</summary>
    public static JsonNode? Resolve(string text)
    {
        if (_null.Contains(text))
            return null;
        if (_true.Contains(text))
            return JsonValue.Create(true);
        if (_false.Contains(text))
            return JsonValue.Create(false);
        return Number(text) ?? JsonValue.Create(text);
    }

    /// <summary>Whether a plain scalar of this text is a string: else it must be quoted.</summary>
    public static bool IsString(string text) =>
        Resolve(text) is JsonValue value && value.TryGetValue<string>(out _) && !InfinityOrNan().IsMatch(text) && text is not ("<<" or "=");

    /// <summary>Whether the text is a number that JSON does not have.</summary>
    public static bool IsBeyondJson(string text) => InfinityOrNan().IsMatch(text);

    private static JsonValue? Number(string text)
    {
        if (!(char.IsAsciiDigit(text[0]) || text[0] is '+' or '-' or '.'))
            return null;
        var plain = text.Replace("_", "", StringComparison.Ordinal);
        if (Integer(plain) is { } integer)
            return integer <= long.MaxValue && integer >= long.MinValue ? JsonValue.Create((long)integer) : JsonValue.Create((ulong)integer);
        return Float().IsMatch(plain) && double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? JsonValue.Create(value)
            : null;
    }

    private static BigInteger? Integer(string text)
    {
        var negative = text.StartsWith('-');
        var digits = text.Length > 0 && text[0] is '+' or '-' ? text[1..] : text;
        if (digits.Length is 0 or > 80 || !char.IsAsciiDigit(digits[0]))
            return null;
        var (radix, start) = digits switch
        {
            ['0', 'x' or 'X', ..] => (16, 2),
            ['0', 'b' or 'B', ..] => (2, 2),
            ['0', 'o' or 'O', ..] => (8, 2),
            ['0', _, ..] => (8, 1),
            _ => (10, 0),
        };
        return Digits(digits.AsSpan(start), radix) is { } value && Fits(negative ? -value : value) ? negative ? -value : value : null;
    }

    private static bool Fits(BigInteger value) => value >= long.MinValue && value <= ulong.MaxValue;

    private static BigInteger? Digits(ReadOnlySpan<char> digits, int radix)
    {
        if (digits.IsEmpty)
            return null;
        var value = BigInteger.Zero;
        foreach (var digit in digits)
        {
            var number = char.IsAsciiHexDigit(digit) ? Convert.ToInt32(digit.ToString(), 16) : radix;
            if (number >= radix)
                return null;
            value = value * radix + number;
        }
        return value;
    }

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$")]
    private static partial Regex Float();

    [GeneratedRegex(@"^(\.nan|\.NaN|\.NAN|[-+]?\.(inf|Inf|INF))$")]
    private static partial Regex InfinityOrNan();
}

using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace KubeDaq.Api.Meta;

/// <summary>An amount of a resource, such as <c>500m</c> or <c>8Gi</c>, held in billionths.</summary>
internal readonly partial record struct Quantity(BigInteger Nanos, char Format) : IComparable<Quantity>
{
    private static readonly string[] Binary = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
    private static readonly string[] Decimal = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"];

    /// <summary>Whether it is a whole number of units.</summary>
    public bool IsWhole => Nanos % 1_000_000_000 == 0;

    /// <summary>The whole units, rounded up.</summary>
    public long Units => (long)((Nanos + 999_999_999) / 1_000_000_000);

    /// <summary>The thousandths, rounded up.</summary>
    public long Millis => (long)((Nanos + 999_999) / 1_000_000);

    /// <summary>Reads a JSON text or number.</summary>
    public static bool TryParse(JsonNode? node, out Quantity quantity) => TryParse(node?.GetValueKind() switch
    {
        JsonValueKind.String => node.GetValue<string>(),
        JsonValueKind.Number => node.ToJsonString(),
        _ => "",
    }, out quantity);

    /// <summary>Reads a text.</summary>
    public static bool TryParse(string text, out Quantity quantity)
    {
        quantity = default;
        var match = Pattern().Match(text);
        if (!match.Success || !decimal.TryParse(match.Groups["number"].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return false;
        var suffix = match.Groups["suffix"].Value;
        if (suffix.EndsWith('i'))
            quantity = new((BigInteger)(number * 1_000_000_000m) * BigInteger.Pow(1024, Array.IndexOf(Binary, suffix)), 'b');
        else if (match.Groups["exponent"] is { Success: true, Value: var exponent })
            quantity = new(Scale(number, int.Parse(exponent, CultureInfo.InvariantCulture) + 9), 'e');
        else
            quantity = new(Scale(number, Array.IndexOf(Decimal, suffix) * 3), 'd');
        return true;
    }

    /// <summary>The bytes of a JSON text or number; more than anybody may have where it is no quantity, so that it is never let through.</summary>
    public static long Bytes(JsonNode? node) =>
        TryParse(node, out var quantity) && quantity.Nanos / 1_000_000_000 < long.MaxValue ? quantity.Units : long.MaxValue;

    /// <inheritdoc/>
    public int CompareTo(Quantity other) => Nanos.CompareTo(other.Nanos);

    /// <summary>The shortest text of this amount in its own style.</summary>
    public override string ToString()
    {
        if (Nanos.IsZero)
            return "0";
        return Format == 'b' && IsWhole && BigInteger.Abs(Nanos / 1_000_000_000) >= 1024 ? Written(Nanos / 1_000_000_000, 1024, Binary, "") : Written(Nanos, 1000, Decimal, Format == 'e' ? "e" : "");
    }

    private static string Written(BigInteger amount, int step, string[] suffixes, string style)
    {
        var at = 0;
        for (; at < suffixes.Length - 1 && amount % step == 0; at++)
            amount /= step;
        return style == "e" ? at == 3 ? $"{amount}" : $"{amount}e{(at - 3) * 3}" : amount + suffixes[at];
    }

    private static BigInteger Scale(decimal number, int power)
    {
        var fine = (BigInteger)(number * 1_000_000_000m);
        var all = power >= 9 ? fine * BigInteger.Pow(10, power - 9) : fine;
        var divisor = power >= 9 ? BigInteger.One : BigInteger.Pow(10, 9 - power);
        return all >= 0 ? (all + divisor - 1) / divisor : all / divisor;
    }

    [GeneratedRegex(@"^(?<number>[+-]?(\d+(\.\d*)?|\.\d+))((?<suffix>[numkMGTPE]|[KMGTPE]i)|[eE](?<exponent>[+-]?\d{1,2}))?\z")]
    private static partial Regex Pattern();
}

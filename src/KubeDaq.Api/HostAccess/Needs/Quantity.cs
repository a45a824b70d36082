using System.Globalization;
using System.Text.Json.Nodes;

namespace KubeDaq.Api.HostAccess.Needs;

/// <summary>Quantities of bytes as Kubernetes writes them (https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/).</summary>
internal static class Quantity
{
    private static readonly Dictionary<string, decimal> Units = new()
    {
        [""] = 1, ["m"] = 0.001m, ["k"] = 1e3m, ["K"] = 1e3m, ["M"] = 1e6m, ["G"] = 1e9m, ["T"] = 1e12m, ["P"] = 1e15m, ["E"] = 1e18m,
        ["Ki"] = 1L << 10, ["Mi"] = 1L << 20, ["Gi"] = 1L << 30, ["Ti"] = 1L << 40, ["Pi"] = 1L << 50, ["Ei"] = 1L << 60,
    };

    /// <summary>The bytes; more than any policy allows where the text is no quantity, so that it is never let through.</summary>
    public static long Bytes(JsonNode? node)
    {
        var text = node is JsonValue value ? value.ToString() : "";
        var end = text.AsSpan().TrimEnd("iKMGTPEkm").Length;
        // 1E3 and 12E: an E with digits after it is an exponent.
        return decimal.TryParse(text.AsSpan(0, end), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && Units.TryGetValue(text[end..], out var unit) && Math.Abs(number) < long.MaxValue / unit
            ? (long)Math.Ceiling(number * unit)
            : long.MaxValue;
    }
}

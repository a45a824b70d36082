using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace KubeDaq.Sandbox.Http;

/// <summary>Values as Kubernetes writes them into its messages: JSON without escapes, keys in order.</summary>
internal static class GoText
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The value's text.</summary>
    public static string Of(JsonNode? value) => value is null ? "null" : Sorted(value).ToJsonString(Plain);

    /// <summary>The value as Go prints its maps: <c>map[spec:map[foo:1]]</c>.</summary>
    public static string OfMap(JsonNode? value) => value switch
    {
        null => "<nil>",
        JsonObject map => $"map[{string.Join(' ', map.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}:{OfMap(pair.Value)}"))}]",
        JsonArray list => $"[{string.Join(' ', list.Select(OfMap))}]",
        _ => value.ToString(),
    };

    private static JsonNode Sorted(JsonNode value) => value switch
    {
        JsonObject map => new JsonObject(map.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => KeyValuePair.Create(pair.Key, pair.Value is null ? null : Sorted(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(item => item is null ? null : Sorted(item))]),
        _ => value.DeepClone(),
    };
}

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

    private static JsonNode Sorted(JsonNode value) => value switch
    {
        JsonObject map => new JsonObject(map.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => KeyValuePair.Create(pair.Key, pair.Value is null ? null : Sorted(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(item => item is null ? null : Sorted(item))]),
        _ => value.DeepClone(),
    };
}

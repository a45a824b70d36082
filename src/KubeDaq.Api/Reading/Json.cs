using System.Text.Json;
using System.Text.Json.Nodes;

namespace KubeDaq.Api.Reading;

/// <summary>Says in words what a JSON value is.</summary>
internal static class Json
{
    public static string What(JsonNode? node) => node?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "empty",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "text",
        JsonValueKind.Number => $"the number {node.ToJsonString()}",
        _ => $"the truth value {node.ToJsonString()}",
    };
}

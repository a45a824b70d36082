using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Serialization;

namespace KubeDaq.Cli.Rendering;

/// <summary>Writes JSON as YAML.</summary>
internal static class YamlText
{
    private static readonly ISerializer Serializer =
        new SerializerBuilder().WithQuotingNecessaryStrings().WithIndentedSequences().DisableAliases().Build();

    public static string Of(JsonNode value) => Serializer.Serialize(Plain(value));

    private static object Plain(JsonNode? node) => node switch
    {
        JsonObject map => map.ToDictionary(f => f.Key, f => Plain(f.Value)),
        JsonArray list => list.Select(Plain).ToList(),
        JsonValue value => Scalar(value),
        _ => null!,
    };

    private static object Scalar(JsonValue value) => value.GetValueKind() switch
    {
        JsonValueKind.String => value.GetValue<string>(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ when long.TryParse(value.ToJsonString(), out var whole) => whole,
        _ => decimal.Parse(value.ToJsonString(), System.Globalization.NumberStyles.Float),
    };
}

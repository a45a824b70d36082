using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace KubeDaq.Sandbox.Http;

/// <summary>YAML as JSON nodes, its plain scalars read by the JSON schema.</summary>
internal static class YamlText
{
    /// <summary>Reads the first document; null where there is none.</summary>
    /// <exception cref="YamlException">It is not YAML.</exception>
    public static JsonNode? Parse(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return stream.Documents.Count == 0 ? null : Node(stream.Documents[0].RootNode);
    }

    /// <summary>The YAML of a value.</summary>
    public static string Write(JsonNode value)
    {
        var stream = new YamlStream(new YamlDocument(Yaml(value)));
        using var text = new StringWriter();
        stream.Save(text, assignAnchors: false);
        return text.ToString().TrimEnd('.', '\n', '\r') + "\n";
    }

    private static YamlNode Yaml(JsonNode? node) => node switch
    {
        JsonObject { Count: > 0 } map => new YamlMappingNode(map.SelectMany(pair => new[] { new YamlScalarNode(pair.Key), Yaml(pair.Value) })),
        JsonObject => new YamlMappingNode { Style = YamlDotNet.Core.Events.MappingStyle.Flow },
        JsonArray { Count: > 0 } list => new YamlSequenceNode(list.Select(Yaml)),
        JsonArray => new YamlSequenceNode { Style = YamlDotNet.Core.Events.SequenceStyle.Flow },
        null => new YamlScalarNode("null"),
        _ when node.GetValueKind() == JsonValueKind.String => new YamlScalarNode(node.GetValue<string>()) { Style = IsPlain(node.GetValue<string>()) ? ScalarStyle.Any : ScalarStyle.DoubleQuoted },
        _ => new YamlScalarNode(node.ToJsonString()),
    };

    // A text that would read back as something else must be quoted.
    private static bool IsPlain(string text) => Plain(text)?.GetValueKind() == JsonValueKind.String && !text.Contains('\n', StringComparison.Ordinal);

    private static JsonNode? Node(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Select(pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, Node(pair.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Select(Node)]),
        YamlScalarNode { Style: ScalarStyle.Plain or ScalarStyle.Any } plain => Plain(plain.Value ?? ""),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value),
        _ => throw new YamlException(node.Start, node.End, "neither map, list nor scalar"),
    };

    private static JsonValue? Plain(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" => JsonValue.Create(true),
        "false" or "False" or "FALSE" => JsonValue.Create(false),
        _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => JsonValue.Create(whole),
        _ when IsNumeric(text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        _ => JsonValue.Create(text),
    };

    // Words such as NaN or Infinity stay texts.
    private static bool IsNumeric(string text) => char.IsAsciiDigit(text[^1]) && (char.IsAsciiDigit(text[0]) || text[0] is '-' or '+' or '.');
}

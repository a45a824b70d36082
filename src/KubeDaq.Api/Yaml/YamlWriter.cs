using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace KubeDaq.Api.Yaml;

/// <summary>Writes a JSON tree as YAML that reads back as the same tree.</summary>
internal static class YamlWriter
{
    private static readonly EmitterSettings _settings = EmitterSettings.Default.WithBestWidth(int.MaxValue).WithMaxSimpleKeyLength(128);

    public static string Write(JsonNode? node)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var emitter = new Emitter(text, _settings);
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        Emit(emitter, node);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    // Only {} and [] are written in flow style: a block of nothing would read back as null.

    private static void Emit(Emitter emitter, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject fields:
                EmitFields(emitter, fields);
                break;
            case JsonArray items:
                emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, true, items.Count == 0 ? SequenceStyle.Flow : SequenceStyle.Block));
                foreach (var item in items)
                    Emit(emitter, item);
                emitter.Emit(new SequenceEnd());
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                emitter.Emit(Text(value.GetValue<string>()));
                break;
            default:
                emitter.Emit(new Scalar(node?.ToJsonString() ?? "null"));
                break;
        }
    }

    private static void EmitFields(Emitter emitter, JsonObject fields)
    {
        emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, true, fields.Count == 0 ? MappingStyle.Flow : MappingStyle.Block));
        foreach (var (name, value) in fields)
        {
            emitter.Emit(Text(name));
            Emit(emitter, value);
        }
        emitter.Emit(new MappingEnd());
    }

    private static Scalar Text(string text)
    {
        var style = IsBlock(text) ? ScalarStyle.Literal : YamlScalar.IsString(text) && text.All(IsPlain) ? ScalarStyle.Any : ScalarStyle.DoubleQuoted;
        return new Scalar(AnchorName.Empty, TagName.Empty, text, style, style == ScalarStyle.Any, true);
    }

    private static bool IsBlock(string text) =>
        text.Contains('\n') && !text.StartsWith(' ') && !text.StartsWith('\n') && text.All(c => c == '\n' || IsPlain(c)) && !text.Contains(" \n", StringComparison.Ordinal);

    private static bool IsPlain(char c) => c is >= ' ' and <= '~';
}

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
        var style = Style(text);
        return new Scalar(AnchorName.Empty, TagName.Empty, text, style, style == ScalarStyle.Plain, true);
    }

    private static ScalarStyle Style(string text)
    {
        if (IsWord(text) && YamlScalar.IsString(text))
            return ScalarStyle.Plain;
        if (text.All(IsPrintable))
            return ScalarStyle.SingleQuoted;
        return IsBlock(text) ? ScalarStyle.Literal : ScalarStyle.DoubleQuoted;
    }

    // Narrower than what YAML allows, so that no reader can see anything but text: some take * or # amid a word for more.
    private static bool IsWord(string text) =>
        text.Length > 0 && (char.IsAsciiLetterOrDigit(text[0]) || text[0] is '/' or '_' or '^' or '$' || (text[0] == '.' && !text.StartsWith("...", StringComparison.Ordinal)))
        && text.All(c => char.IsAsciiLetterOrDigit(c) || " -_./,+=()$^[]\\':;?".Contains(c))
        && !text.EndsWith(' ') && !text.EndsWith(':') && !text.Contains(": ", StringComparison.Ordinal);

    private static bool IsBlock(string text) =>
        text.Length > 0 && text[0] > ' ' && text.All(c => c == '\n' || IsPrintable(c)) && !text.Contains(" \n", StringComparison.Ordinal) && !text.EndsWith(' ');

    private static bool IsPrintable(char c) => c is >= ' ' and <= '~';
}

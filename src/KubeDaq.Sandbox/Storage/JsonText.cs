using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace KubeDaq.Sandbox.Storage;

/// <summary>
/// JSON text to nodes and back. Nodes made here are whole from the start (nothing is parsed later), so that many readers may share them, and a
/// field that occurs twice is reported instead of failing at some later read.
/// </summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonReaderOptions Deep = new() { MaxDepth = 256 };

    /// <summary>Reads a text; of a field that occurs twice the last value counts and its path is added to <paramref name="duplicates"/>.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static JsonNode? Parse(ReadOnlySpan<byte> utf8, List<string>? duplicates = null)
    {
        var reader = new Utf8JsonReader(utf8, Deep);
        reader.Read();
        var node = Node(ref reader, "", duplicates);
        if (reader.Read())
            throw new JsonException("invalid character after top-level value");
        return node;
    }

    /// <summary>The text of a node.</summary>
    public static byte[] Write(JsonNode? node)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, Plain))
        {
            if (node is null)
                writer.WriteNullValue();
            else
                node.WriteTo(writer);
        }
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The same value in nodes that only this module makes: every number can be read as any numeric type.</summary>
    public static JsonObject Settle(JsonObject value) => Parse(Write(value))!.AsObject();

    private static JsonNode? Node(ref Utf8JsonReader reader, string path, List<string>? duplicates) => reader.TokenType switch
    {
        JsonTokenType.StartObject => Map(ref reader, path, duplicates),
        JsonTokenType.StartArray => List(ref reader, path, duplicates),
        JsonTokenType.String => JsonValue.Create(reader.GetString()),
        JsonTokenType.True => JsonValue.Create(true),
        JsonTokenType.False => JsonValue.Create(false),
        JsonTokenType.Null => null,
        _ => JsonValue.Create(JsonElement.ParseValue(ref reader)),
    };

    private static JsonObject Map(ref Utf8JsonReader reader, string path, List<string>? duplicates)
    {
        var map = new JsonObject();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var key = reader.GetString()!;
            var inner = duplicates is null ? path : path.Length == 0 ? key : $"{path}.{key}";
            if (duplicates is not null && map.ContainsKey(key))
                duplicates.Add(inner);
            reader.Read();
            map[key] = Node(ref reader, inner, duplicates);
        }
        return map;
    }

    private static JsonArray List(ref Utf8JsonReader reader, string path, List<string>? duplicates)
    {
        var list = new JsonArray();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            list.Add(Node(ref reader, duplicates is null ? path : $"{path}[{list.Count}]", duplicates));
        return list;
    }
}

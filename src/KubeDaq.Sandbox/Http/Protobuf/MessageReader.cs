using System.Text;
using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Http.Protobuf;

/// <summary>Turns a message into the JSON object that means the same.</summary>
internal static class MessageReader
{
    private const int MaxDepth = 64;

    /// <summary>Reads a message; fields that are not known are left out.</summary>
    /// <exception cref="InvalidDataException">The bytes are no such message.</exception>
    public static JsonObject Read(ReadOnlySpan<byte> bytes, string message, int depth = 0)
    {
        var result = new JsonObject();
        ReadInto(result, bytes, message, depth);
        return result;
    }

    private static void ReadInto(JsonObject result, ReadOnlySpan<byte> bytes, string message, int depth)
    {
        if (depth > MaxDepth)
            throw new InvalidDataException($"{message} is nested too deeply");
        var fields = MessageTable.Find(message) ?? throw new InvalidDataException($"{message} is not known here");
        var reader = new WireReader(bytes);
        while (reader.Next())
        {
            if (!fields.TryGetValue(reader.Number, out var field))
                continue;
            if (field.Name == WireField.Inline)
                ReadInto(result, reader.Bytes, field.Type, depth + 1);
            else if (field.IsMap)
                AddEntry(result.Ensure(field.Name), reader.Bytes, field, depth);
            else if (field.IsList)
                AddItem(result, reader, field, depth);
            else if (Value(reader, field, depth) is { } value)
                result[field.Name] = value;
        }
    }

    private static void AddItem(JsonObject result, WireReader reader, WireField field, int depth)
    {
        if (result[field.Name] is not JsonArray list)
            result[field.Name] = list = [];
        list.Add(Value(reader, field with { KeepsZero = true }, depth));
    }

    private static void AddEntry(JsonObject map, ReadOnlySpan<byte> bytes, WireField field, int depth)
    {
        var key = "";
        JsonNode? value = field.Type == "string" ? "" : null;
        var entry = new WireReader(bytes);
        while (entry.Next())
        {
            if (entry.Number == 1)
                key = Encoding.UTF8.GetString(entry.Bytes);
            else if (entry.Number == 2)
                value = Value(entry, field with { KeepsZero = true }, depth);
        }
        map[key] = value;
    }

    private static JsonNode? Value(WireReader reader, WireField field, int depth) => field.Type switch
    {
        "string" => reader.Bytes.IsEmpty && !field.KeepsZero ? null : Encoding.UTF8.GetString(reader.Bytes),
        "bytes" => reader.Bytes.IsEmpty && !field.KeepsZero ? null : Convert.ToBase64String(reader.Bytes),
        "bool" => reader.Value == 0 && !field.KeepsZero ? null : reader.Value != 0,
        "int32" or "int64" => reader.Value == 0 && !field.KeepsZero ? null : (long)reader.Value,
        "double" => BitConverter.UInt64BitsToDouble(reader.Value),
        "time" or "microTime" or "quantity" or "intOrString" or "raw" => SpecialForm.Read(reader.Bytes, field.Type),
        "authentication/v1.ExtraValue" or "authorization/v1.ExtraValue" => Read(reader.Bytes, field.Type, depth + 1)["items"]?.DeepClone() ?? new JsonArray(),
        _ => Read(reader.Bytes, field.Type, depth + 1),
    };
}

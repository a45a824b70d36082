using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Http.Protobuf;

/// <summary>Messages that are no objects in JSON: times, quantities, numbers that may be texts, and JSON in bytes.</summary>
internal static class SpecialForm
{
    /// <summary>Reads one; null for a time that is not set.</summary>
    public static JsonNode? Read(ReadOnlySpan<byte> bytes, string type) => type switch
    {
        "time" => Time(bytes, "yyyy-MM-ddTHH:mm:ssZ"),
        "microTime" => Time(bytes, "yyyy-MM-ddTHH:mm:ss.ffffffZ"),
        "quantity" => Text(bytes, 1),
        "intOrString" => Number(bytes, 1) == 0 ? Number(bytes, 2) : Text(bytes, 3),
        _ => Raw(bytes),
    };

    private static JsonNode? Time(ReadOnlySpan<byte> bytes, string format)
    {
        if (bytes.IsEmpty)
            return null;
        try
        {
            return DateTimeOffset.FromUnixTimeSeconds(Number(bytes, 1)).AddTicks(Number(bytes, 2) / 100).UtcDateTime.ToString(format);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new InvalidDataException("a time is out of range");
        }
    }

    private static JsonNode? Raw(ReadOnlySpan<byte> bytes)
    {
        var reader = new WireReader(bytes);
        while (reader.Next())
        {
            if (reader.Number != 1 || reader.Bytes.IsEmpty)
                continue;
            try
            {
                return JsonText.Parse(reader.Bytes);
            }
            catch (JsonException error)
            {
                throw new InvalidDataException(error.Message, error);
            }
        }
        return null;
    }

    private static string Text(ReadOnlySpan<byte> bytes, int number)
    {
        var reader = new WireReader(bytes);
        var text = "";
        while (reader.Next())
        {
            if (reader.Number == number)
                text = Encoding.UTF8.GetString(reader.Bytes);
        }
        return text;
    }

    private static long Number(ReadOnlySpan<byte> bytes, int number)
    {
        var reader = new WireReader(bytes);
        long value = 0;
        while (reader.Next())
        {
            if (reader.Number == number)
                value = (long)reader.Value;
        }
        return value;
    }
}

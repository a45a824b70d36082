using System.Text;
using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http.Seams;

namespace KubeDaq.Sandbox.Http.Protobuf;

/// <summary>Reads objects in Kubernetes' binary form, which kubectl sends for the kinds that it was built with.</summary>
internal static class ProtobufBody
{
    /// <summary>Its media type.</summary>
    public const string MediaType = "application/vnd.kubernetes.protobuf";

    private static ReadOnlySpan<byte> Magic => "k8s\0"u8;

    /// <summary>Reads an object: four bytes, then an envelope that names its kind.</summary>
    /// <exception cref="StatusException">400: it is none, or of a kind that is not known.</exception>
    public static JsonObject Read(ReadOnlySpan<byte> body, string expected)
    {
        if (!body.StartsWith(Magic))
            throw StatusException.BadRequest("provided data does not appear to be a protobuf message, expected prefix \"k8s\\0\"");
        try
        {
            var (version, kind, raw) = Envelope(body[Magic.Length..]);
            var value = MessageReader.Read(raw, MessageOf(version, kind));
            value["apiVersion"] = version;
            value["kind"] = kind;
            return value;
        }
        catch (Exception error) when (error is InvalidDataException or OverflowException)
        {
            throw StatusException.BadRequest($"the object provided is unrecognized (must be of type {expected}): {error.Message}");
        }
    }

    private static (string Version, string Kind, byte[] Raw) Envelope(ReadOnlySpan<byte> bytes)
    {
        var (version, kind) = ("", "");
        byte[] raw = [];
        var reader = new WireReader(bytes);
        while (reader.Next())
        {
            if (reader.Number == 1)
                (version, kind) = TypeMeta(reader.Bytes);
            else if (reader.Number == 2)
                raw = reader.Bytes.ToArray();
        }
        return (version, kind, raw);
    }

    private static (string Version, string Kind) TypeMeta(ReadOnlySpan<byte> bytes)
    {
        var (version, kind) = ("", "");
        var reader = new WireReader(bytes);
        while (reader.Next())
        {
            var text = Encoding.UTF8.GetString(reader.Bytes);
            (version, kind) = reader.Number switch { 1 => (text, kind), 2 => (version, text), _ => (version, kind) };
        }
        return (version, kind);
    }

    private static string MessageOf(string version, string kind)
    {
        if (kind == "DeleteOptions")
            return "meta/v1.DeleteOptions";
        var parts = version.Split('/');
        return parts.Length == 1 ? $"core/{version}.{kind}" : $"{parts[0].Split('.')[0]}/{parts[1]}.{kind}";
    }
}

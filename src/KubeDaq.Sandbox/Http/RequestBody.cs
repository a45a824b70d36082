using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http.Protobuf;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;
using Microsoft.AspNetCore.Http;
using YamlText = KubeDaq.Api.Yaml.YamlText;
using YamlTextException = KubeDaq.Api.Yaml.YamlTextException;

namespace KubeDaq.Sandbox.Http;

/// <summary>Reads what a client sent.</summary>
internal static class RequestBody
{
    /// <summary>The most that a client may send, as in a stock API server.</summary>
    public const long MaxBytes = 3 * 1024 * 1024;

    private const string Accepted = "application/json, application/yaml, application/vnd.kubernetes.protobuf";

    /// <summary>Reads an object, JSON or YAML by its content type.</summary>
    public static async Task<JsonObject> ReadObjectAsync(HttpRequest request, string kind, CancellationToken stop) =>
        (await ReadAsync(request, kind, stop)).Value;

    /// <summary>Reads an object, and the paths of fields that occur twice in it.</summary>
    public static async Task<(JsonObject Value, List<string> Duplicates)> ReadAsync(HttpRequest request, string kind, CancellationToken stop)
    {
        var type = MediaType(request.ContentType);
        if (type is not ("" or "application/json" or "application/yaml" or ProtobufBody.MediaType))
            throw StatusException.UnsupportedMediaType($"the body of the request was in an unknown format - accepted media types include: {Accepted}");
        var bytes = await ReadBytesAsync(request, stop);
        if (type == ProtobufBody.MediaType)
            return (ProtobufBody.Read(bytes, kind), []);
        var duplicates = new List<string>();
        var node = type == "application/yaml" ? ParseYaml(bytes, kind) : ParseJson(bytes, kind, duplicates);
        return node is JsonObject value ? (value, duplicates) : throw Unrecognized(kind, "couldn't get version/kind; json parse error: json: cannot unmarshal array into Go value", bytes);
    }

    /// <summary>Reads the bytes of a body.</summary>
    /// <exception cref="StatusException">413: it is too large.</exception>
    public static async Task<byte[]> ReadBytesAsync(HttpRequest request, CancellationToken stop)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        for (int count; (count = await request.Body.ReadAsync(chunk, stop)) > 0;)
        {
            buffer.Write(chunk, 0, count);
            if (buffer.Length > MaxBytes)
                throw new StatusException(413, "RequestEntityTooLarge", $"Request entity too large: limit is {MaxBytes}");
        }
        return buffer.ToArray();
    }

    /// <summary>A content type without its parameters.</summary>
    public static string MediaType(string? contentType) => contentType?.Split(';')[0].Trim().ToLowerInvariant() ?? "";

    /// <summary>What is wrong with a JSON text; one that ends too early is the complaint that clients know.</summary>
    public static string Complaint(JsonException error, byte[] bytes)
    {
        string[] early = ["end of data", "Expected depth to be zero", "incomplete", "does not contain any JSON tokens"];
        return bytes.Length == 0 || early.Any(part => error.Message.Contains(part, StringComparison.OrdinalIgnoreCase)) ? "unexpected end of JSON input" : error.Message;
    }

    private static JsonNode? ParseJson(byte[] bytes, string kind, List<string> duplicates)
    {
        try
        {
            return JsonText.Parse(bytes, duplicates);
        }
        catch (JsonException error)
        {
            throw Unrecognized(kind, $"couldn't get version/kind; json parse error: {Complaint(error, bytes)}", bytes);
        }
    }

    private static JsonNode? ParseYaml(byte[] bytes, string kind)
    {
        try
        {
            return YamlText.Read(Encoding.UTF8.GetString(bytes)) is [var first, ..] ? first : null;
        }
        catch (YamlTextException error)
        {
            throw Unrecognized(kind, $"yaml: {error.Message}", bytes);
        }
    }

    private static StatusException Unrecognized(string kind, string why, byte[] bytes)
    {
        var start = bytes.Length == 0 ? "<empty>" : Encoding.UTF8.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, 1024)));
        return StatusException.BadRequest($"the object provided is unrecognized (must be of type {kind}): {why} ({start})");
    }
}

using System.Text;
using System.Text.Json;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Http;

/// <summary>Where a page ended and at which revision, as clients hand it back.</summary>
internal readonly record struct ContinueToken(long Revision, string AfterKey)
{
    /// <summary>The token's text.</summary>
    public string Write() =>
        Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(new { v = "meta.k8s.io/v1", rv = Revision, start = AfterKey })).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <summary>Reads a token.</summary>
    /// <exception cref="StatusException">400: it is none.</exception>
    public static ContinueToken Parse(string text)
    {
        try
        {
            var base64 = text.Replace('-', '+').Replace('_', '/');
            var node = JsonText.Parse(Convert.FromBase64String(base64.PadRight((base64.Length + 3) / 4 * 4, '=')));
            if (node.Text("v") == "meta.k8s.io/v1" && node.Number("rv") is { } revision && node.Text("start") is { } start)
                return new(revision, start);
        }
        catch (Exception error) when (error is FormatException or JsonException or DecoderFallbackException)
        {
            // Said below.
        }
        throw StatusException.BadRequest($"invalid continue token: continue key is not valid: {text}");
    }
}

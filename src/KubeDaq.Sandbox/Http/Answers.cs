using System.Text;
using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;
using Microsoft.AspNetCore.Http;

namespace KubeDaq.Sandbox.Http;

/// <summary>Writes answers.</summary>
internal static class Answers
{
    /// <summary>Answers with an object as JSON.</summary>
    public static Task WriteAsync(HttpResponse response, int code, JsonObject value, CancellationToken stop) =>
        WriteBytesAsync(response, code, "application/json", JsonText.Write(value), stop);

    /// <summary>Answers with a text.</summary>
    public static Task WriteTextAsync(HttpResponse response, int code, string text, CancellationToken stop) =>
        WriteBytesAsync(response, code, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(text), stop);

    /// <summary>Answers with bytes.</summary>
    public static async Task WriteBytesAsync(HttpResponse response, int code, string contentType, ReadOnlyMemory<byte> bytes, CancellationToken stop)
    {
        response.StatusCode = code;
        response.ContentType = contentType;
        response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(response.HttpContext.Request.Method))
            await response.Body.WriteAsync(bytes, stop);
    }

    /// <summary>Answers with a refusal.</summary>
    public static Task RefuseAsync(HttpResponse response, StatusException refusal, CancellationToken stop)
    {
        if (refusal.Details.Number("retryAfterSeconds") is { } seconds)
            response.Headers.RetryAfter = seconds.ToString();
        return WriteAsync(response, refusal.Code, refusal.ToStatus(), stop);
    }
}

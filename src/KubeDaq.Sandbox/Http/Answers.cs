using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace KubeDaq.Sandbox.Http;

/// <summary>Writes answers.</summary>
internal static class Answers
{
    /// <summary>Answers with an object as JSON.</summary>
    public static async Task WriteAsync(HttpResponse response, int code, JsonObject value, CancellationToken stop)
    {
        response.StatusCode = code;
        response.ContentType = "application/json";
        await response.WriteAsync(value.ToJsonString(), stop);
    }
}

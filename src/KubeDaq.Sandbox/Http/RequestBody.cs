using System.Text.Json;
using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http.Seams;
using Microsoft.AspNetCore.Http;

namespace KubeDaq.Sandbox.Http;

/// <summary>Reads what a client sent.</summary>
internal static class RequestBody
{
    /// <summary>The most that a client may send, as in a stock API server.</summary>
    public const long MaxBytes = 3 * 1024 * 1024;

    /// <summary>Reads an object, JSON or YAML by its content type.</summary>
    public static async Task<JsonObject> ReadObjectAsync(HttpRequest request, string kind, CancellationToken stop)
    {
        try
        {
            return await JsonNode.ParseAsync(request.Body, cancellationToken: stop) as JsonObject
                ?? throw StatusException.BadRequest($"the object provided is unrecognized (must be of type {kind})");
        }
        catch (JsonException error)
        {
            throw StatusException.BadRequest($"the object provided is unrecognized (must be of type {kind}): {error.Message}");
        }
    }
}

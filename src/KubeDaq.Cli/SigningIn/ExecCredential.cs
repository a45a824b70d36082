using System.Text.Json;
using System.Text.Json.Nodes;

namespace KubeDaq.Cli.SigningIn;

/// <summary>How a client of Kubernetes asks a program for a token, and gets it.</summary>
internal static class ExecCredential
{
    public const string ApiVersion = "client.authentication.k8s.io/v1";

    /// <summary>Whether the one who asks can let the person be asked.</summary>
    public static bool IsInteractive(string? info)
    {
        try
        {
            return info is { Length: > 0 } && JsonNode.Parse(info)?["spec"]?["interactive"]?.GetValueKind() == JsonValueKind.True;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>The answer.</summary>
    public static string Of(TokenAnswer tokens) => new JsonObject
    {
        ["apiVersion"] = ApiVersion,
        ["kind"] = "ExecCredential",
        ["status"] = new JsonObject
        {
            ["token"] = tokens.IdToken,
            ["expirationTimestamp"] = tokens.Expires.ToString("yyyy-MM-ddTHH:mm:ssZ"),
        },
    }.ToJsonString();
}

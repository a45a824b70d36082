using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Identity.Tokens;

namespace KubeDaq.Sandbox.Identity;

/// <summary>What others need to verify service account tokens themselves.</summary>
internal static class OpenIdMetadata
{
    /// <summary>The description of the issuer.</summary>
    public static JsonObject Configuration(string server) => new()
    {
        ["issuer"] = TokenSigner.Issuer,
        ["jwks_uri"] = server + "/openid/v1/jwks",
        ["response_types_supported"] = new JsonArray("id_token"),
        ["subject_types_supported"] = new JsonArray("public"),
        ["id_token_signing_alg_values_supported"] = new JsonArray("ES256"),
    };
}

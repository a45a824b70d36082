using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Identity.Tokens;

namespace KubeDaq.Sandbox.Identity;

/// <summary>What others need to verify service account tokens themselves.</summary>
internal static class OpenIdMetadata
{
    /// <summary>Where the description of the issuer is.</summary>
    public const string ConfigurationPath = "/.well-known/openid-configuration";

    /// <summary>Where its public keys are.</summary>
    public const string KeysPath = "/openid/v1/jwks";

    /// <summary>The description of the issuer.</summary>
    public static JsonObject Configuration(string server) => new()
    {
        ["issuer"] = TokenSigner.Issuer,
        ["jwks_uri"] = server + KeysPath,
        ["response_types_supported"] = new JsonArray("id_token"),
        ["subject_types_supported"] = new JsonArray("public"),
        ["id_token_signing_alg_values_supported"] = new JsonArray("ES256"),
    };
}

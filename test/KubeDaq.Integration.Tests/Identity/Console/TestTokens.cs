using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace KubeDaq.Integration.Tests.Identity.Console;

/// <summary>ID tokens, good and bad.</summary>
internal static class TestTokens
{
    /// <summary>What a good one says.</summary>
    public static JsonObject Claims(string issuer, string subject, string? nonce, TimeSpan lifetime)
    {
        var now = TimeProvider.System.GetUtcNow();
        var claims = new JsonObject
        {
            ["iss"] = issuer, ["sub"] = subject, ["aud"] = TestProvider.Client, ["iat"] = now.ToUnixTimeSeconds(), ["nbf"] = now.ToUnixTimeSeconds(), ["exp"] = (now + lifetime).ToUnixTimeSeconds(),
        };
        if (nonce is not null) claims["nonce"] = nonce;
        return claims;
    }

    /// <summary>The claims, with one of another value; null takes it away.</summary>
    public static JsonObject Saying(this JsonObject claims, string name, JsonNode? value)
    {
        claims.Remove(name);
        if (value is not null) claims[name] = value;
        return claims;
    }

    /// <summary>Signed with ES256.</summary>
    public static string Sign(JsonObject claims, SecurityKey key) => Handler.CreateToken(claims.ToJsonString(), new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256));

    /// <summary>Signed with a text that client and issuer both know.</summary>
    public static string SignWithSecret(JsonObject claims, string secret) =>
        Handler.CreateToken(claims.ToJsonString(), new SigningCredentials(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(secret)), SecurityAlgorithms.HmacSha256));

    /// <summary>Not signed, and saying so.</summary>
    public static string Unsigned(JsonObject claims, string algorithm) => $"{Encode($$"""{"alg":"{{algorithm}}","typ":"JWT"}""")}.{Encode(claims.ToJsonString())}.";

    /// <summary>Other claims under the signature of a good one.</summary>
    public static string Altered(string token, JsonObject claims) => $"{token.Split('.')[0]}.{Encode(claims.ToJsonString())}.{token.Split('.')[2]}";

    private static JsonWebTokenHandler Handler { get; } = new() { SetDefaultTimesOnTokenCreation = false };

    private static string Encode(string text) => Base64UrlEncoder.Encode(Encoding.UTF8.GetBytes(text));
}

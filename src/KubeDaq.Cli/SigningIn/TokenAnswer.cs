using System.Text.Json;
using System.Text.Json.Nodes;
using KubeDaq.Api.Identity;
using Microsoft.IdentityModel.Tokens;

namespace KubeDaq.Cli.SigningIn;

/// <summary>What an issuer gave.</summary>
/// <param name="IdToken">The token that the API server takes.</param>
/// <param name="Refresh">The token that gets new ones; null where the issuer gives none.</param>
/// <param name="Claims">What the ID token says.</param>
internal sealed record TokenAnswer(string IdToken, string? Refresh, JsonObject Claims)
{
    /// <summary>Until when the ID token is good.</summary>
    public DateTimeOffset Expires => ExpiryOf(Claims) ?? DateTimeOffset.UnixEpoch;

    /// <summary>
    /// Takes the answer of the token endpoint, which TLS says is the issuer's; it must be meant for this client and this sign-in. The signature is
    /// checked by whom the token is for, the API server.
    /// </summary>
    public static TokenAnswer Of(JsonObject answer, SiteIssuer issuer, string? nonce)
    {
        if (OpenIdProvider.Text(answer, "id_token") is not { } token || ClaimsOf(token) is not { } claims)
            throw Wrong(issuer, "it gives no ID token; is the scope openid allowed for this client?");
        if (OpenIdProvider.Text(claims, "iss") is var named && named != issuer.TokenIssuer)
            throw Wrong(issuer, $"its token is of issuer {named}, not {issuer.TokenIssuer}; run 'kubedaq auth generate' to see which is right");
        if (!AudiencesOf(claims).Contains(issuer.Clients[0]))
            throw Wrong(issuer, $"its token is not for the client {issuer.Clients[0]}");
        if (nonce is not null && OpenIdProvider.Text(claims, "nonce") != nonce)
            throw Wrong(issuer, "its token is of another sign-in (nonce)");
        return new(token, OpenIdProvider.Text(answer, "refresh_token"), claims);
    }

    /// <summary>What a token says, whoever made it; null for what is none.</summary>
    public static JsonObject? ClaimsOf(string token)
    {
        try
        {
            return token.Split('.') is [_, var payload, _] ? JsonNode.Parse(Base64UrlEncoder.DecodeBytes(payload)) as JsonObject : null;
        }
        catch (Exception error) when (error is FormatException or JsonException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Until when claims are good; null where they do not say.</summary>
    public static DateTimeOffset? ExpiryOf(JsonObject claims) =>
        claims["exp"] is JsonValue value && value.GetValueKind() == JsonValueKind.Number ? DateTimeOffset.FromUnixTimeSeconds((long)value.GetValue<double>()) : null;

    private static IEnumerable<string?> AudiencesOf(JsonObject claims) =>
        claims["aud"] is JsonArray list ? list.Select(item => item?.GetValueKind() == JsonValueKind.String ? item.GetValue<string>() : null) : [OpenIdProvider.Text(claims, "aud")];

    private static CommandFailure Wrong(SiteIssuer issuer, string why) => new(ExitCode.Error, $"the answer of {issuer.Name}'s sign-in cannot be used: {why}");
}

using System.Collections.Immutable;
using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace KubeDaq.Sandbox.IdentityProvider;

/// <summary>What the tokens of a person say.</summary>
internal sealed class Tokens(IssuerProfile profile)
{
    /// <summary>The person with all claims, for the scopes asked for. A refresh token is always given, as the laboratories do.</summary>
    public ClaimsPrincipal Of(DevelopmentUser user, ImmutableArray<string> scopes)
    {
        var identity = new ClaimsIdentity(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme, Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, user.Name);
        identity.SetClaim(Claims.PreferredUsername, user.Name);
        identity.SetClaim(Claims.Name, $"{user.Name} (for development)");
        foreach (var (name, value) in profile.ClaimsOf(user))
            Set(identity, name, value);
        identity.SetScopes(scopes.Add(Scopes.OfflineAccess).Distinct());
        identity.SetDestinations(static _ => [Destinations.AccessToken, Destinations.IdentityToken]);
        return new(identity);
    }

    /// <summary>A list of one stays a list, which a claim set by the library's own way would not.</summary>
    private static void Set(ClaimsIdentity identity, string name, JsonNode value) => identity.AddClaim(value.GetValueKind() switch
    {
        JsonValueKind.String => new(name, value.GetValue<string>()),
        JsonValueKind.Array => new(name, value.ToJsonString(), JsonClaimValueTypes.JsonArray),
        _ => new(name, value.ToJsonString(), JsonClaimValueTypes.Json),
    });
}

using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace KubeDaq.Console.SigningIn;

/// <summary>Checks an ID token by all rules, whichever way it came.</summary>
internal static class SignedToken
{
    /// <summary>The token; null where it is not good.</summary>
    public static async Task<JsonWebToken?> CheckAsync(OpenIdConnectOptions options, OpenIdConnectConfiguration configuration, string token)
    {
        var rules = options.TokenValidationParameters.Clone();
        // Where the site file names the issuer no other counts, whatever the discovery document says.
        rules.ValidIssuers = rules.ValidIssuer is null ? [configuration.Issuer] : [];
        rules.IssuerSigningKeys = configuration.SigningKeys;
        rules.ConfigurationManager = options.ConfigurationManager as BaseConfigurationManager;
        var result = await new JsonWebTokenHandler { MapInboundClaims = false }.ValidateTokenAsync(token, rules);
        return result.IsValid ? (JsonWebToken)result.SecurityToken : null;
    }
}

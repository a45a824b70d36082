using KubeDaq.Console.Configuration;
using Microsoft.IdentityModel.Tokens;

namespace KubeDaq.Console.SigningIn;

/// <summary>Which ID tokens of an issuer are taken.</summary>
internal static class TokenRules
{
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Only signatures with the issuer's private key: neither none, nor one with a secret that the client knows too. The issuer's keys, and its own name
    /// where the site file does not say another, come from its discovery document.
    /// </summary>
    public static TokenValidationParameters For(ConsoleIssuer issuer, TimeProvider time) => new()
    {
        ValidAudience = issuer.Client,
        ValidIssuer = issuer.Site.Issuer,
        ValidAlgorithms =
        [
            SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512, SecurityAlgorithms.RsaSsaPssSha256,
            SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
        ],
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        ValidateIssuerSigningKey = true,
        ClockSkew = ClockSkew,
        LifetimeValidator = (from, until, _, rules) => IsNow(from, until, rules.ClockSkew, time.GetUtcNow().UtcDateTime),
    };

    private static bool IsNow(DateTime? from, DateTime? until, TimeSpan skew, DateTime now) => until is not null && now < until + skew && (from is null || now + skew >= from);
}

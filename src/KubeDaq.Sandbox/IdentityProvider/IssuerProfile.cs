using System.Text.Json.Nodes;

namespace KubeDaq.Sandbox.IdentityProvider;

/// <summary>How an issuer looks from outside: its paths, its claims and its algorithm are those of the laboratory that it stands for.</summary>
/// <param name="Name">The laboratory.</param>
/// <param name="Path">The issuer's path.</param>
/// <param name="UsesEllipticCurve">Whether it signs with ES256, else with RS256.</param>
/// <param name="Paths">Where its endpoints are.</param>
internal sealed record IssuerProfile(string Name, string Path, bool UsesEllipticCurve, EndpointPaths Paths)
{
    private const string Keycloak = "protocol/openid-connect";

    /// <summary>As CERN's single sign-on, which is Keycloak.</summary>
    public static IssuerProfile Cern { get; } = new("cern", "/auth/realms/cern", false, new(
        $"{Keycloak}/auth", $"{Keycloak}/token", $"{Keycloak}/auth/device", "device", $"{Keycloak}/logout", $"{Keycloak}/userinfo", $"{Keycloak}/revoke", $"{Keycloak}/certs"));

    /// <summary>As CILogon, which issues Fermilab's tokens in the WLCG profile.</summary>
    public static IssuerProfile Fermilab { get; } = new("fermilab", "/fermilab", true, new(
        "authorize", "oauth2/token", "oauth2/device_authorization", "device", "oauth2/logout", "oauth2/userinfo", "oauth2/revoke", "oauth2/certs"));

    /// <summary>Both.</summary>
    public static IReadOnlyList<IssuerProfile> All { get; } = [Cern, Fermilab];

    /// <summary>The claims of a person beside the standard ones.</summary>
    public IEnumerable<KeyValuePair<string, JsonNode>> ClaimsOf(DevelopmentUser user) =>
        this == Cern ? CernClaimsOf(user) : FermilabClaimsOf(user);

    private static IEnumerable<KeyValuePair<string, JsonNode>> CernClaimsOf(DevelopmentUser user) =>
        user.CernClaims.Select(claim => KeyValuePair.Create(claim.Key, claim.Value!.DeepClone()));

    private static IEnumerable<KeyValuePair<string, JsonNode>> FermilabClaimsOf(DevelopmentUser user)
    {
        yield return KeyValuePair.Create<string, JsonNode>("wlcg.ver", "1.0");
        if (user.FermilabGroups is { } groups)
            yield return KeyValuePair.Create<string, JsonNode>("wlcg.groups", new JsonArray([.. groups.Select(group => JsonValue.Create(group))]));
    }
}

/// <summary>Where an issuer's endpoints are, below its path.</summary>
internal sealed record EndpointPaths(
    string Authorization, string Token, string Device, string Verification, string EndSession, string UserInfo, string Revocation, string Keys);

namespace KubeDaq.Api.Identity;

/// <summary>What is known of a laboratory's sign-in, so that a site file needs not say it.</summary>
/// <param name="Name">Its name in site files.</param>
/// <param name="Url">Where it is.</param>
/// <param name="UserClaim">The claim that names a user.</param>
/// <param name="Scopes">What to ask for.</param>
/// <param name="GroupClaims">Where the groups are, for the clients of a site.</param>
internal sealed record IssuerPreset(
    string Name, string Url, string UserClaim, IReadOnlyList<string> Scopes, Func<IReadOnlyList<string>, IReadOnlyList<ClaimPath>> GroupClaims)
{
    /// <summary>
    /// CERN's single sign-on. Roles are those of the application in CERN's application portal; both claims are absent for users without roles.
    /// </summary>
    public static IssuerPreset Cern { get; } = new(
        "cern", "https://auth.cern.ch/auth/realms/cern", "cern_upn", ["openid", "profile", "email"],
        clients => [.. clients.Select(client => new ClaimPath(["resource_access", client, "roles"])), new(["cern_roles"])]);

    /// <summary>Fermilab's tokens, which CILogon issues in the WLCG profile: groups are paths such as /dune/production.</summary>
    public static IssuerPreset Fermilab { get; } = new(
        "fermilab", "https://cilogon.org/fermilab", "sub", ["openid", "profile", "offline_access", "wlcg.groups"], _ => [new(["wlcg.groups"])]);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<IssuerPreset> All { get; } = [Cern, Fermilab];

    /// <summary>What is assumed of any other provider.</summary>
    public static IssuerPreset Other { get; } = new("", "", "sub", ["openid", "profile", "offline_access"], _ => [new(["groups"])]);
}

using System.Text.Json.Nodes;

namespace KubeDaq.Api.Identity;

/// <summary>
/// Makes the file with which an API server knows people (<c>--authentication-config</c>, apiserver.config.k8s.io/v1). Every user and group gets the
/// issuer's name as a prefix, so nobody at one laboratory can be somebody at another, or of Kubernetes itself.
/// </summary>
public static class AuthenticationConfiguration
{
    /// <summary>What is known about a user beside name and groups: which issuer of the site signed him in.</summary>
    public const string IssuerExtra = "dune.daq/issuer";

    /// <summary>Makes it.</summary>
    /// <param name="site">The site.</param>
    /// <param name="authorities">The PEM text of each issuer that has a certificate authority of its own, by the issuer's name.</param>
    public static JsonObject Of(IdentitySite site, IReadOnlyDictionary<string, string> authorities)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(authorities);
        return new()
        {
            ["apiVersion"] = "apiserver.config.k8s.io/v1",
            ["kind"] = "AuthenticationConfiguration",
            ["jwt"] = new JsonArray([.. site.Issuers.Select(issuer => Authenticator(issuer, authorities.GetValueOrDefault(issuer.Name)))]),
        };
    }

    private static JsonObject Authenticator(SiteIssuer issuer, string? authority) => new()
    {
        ["issuer"] = Issuer(issuer, authority),
        ["claimValidationRules"] = Rules(ClaimRules(issuer)),
        ["claimMappings"] = new JsonObject
        {
            ["username"] = Expression($"'{issuer.Prefix}' + {User(issuer)}"),
            ["groups"] = Expression(Groups(issuer)),
            ["extra"] = new JsonArray(new JsonObject { ["key"] = IssuerExtra, ["valueExpression"] = $"'{issuer.Name}'" }),
        },
        ["userValidationRules"] = Rules(UserRules),
    };

    private static JsonObject Issuer(SiteIssuer issuer, string? authority)
    {
        var described = new JsonObject { ["url"] = issuer.TokenIssuer };
        if (issuer.TokenIssuer != issuer.Url)
            described["discoveryURL"] = issuer.DiscoveryUrl;
        if (authority is not null)
            described["certificateAuthority"] = authority;
        described["audiences"] = new JsonArray([.. issuer.Clients.Select(client => JsonValue.Create(client))]);
        described["audienceMatchPolicy"] = "MatchAny";
        return described;
    }

    private static string User(SiteIssuer issuer) => new ClaimPath([issuer.UserClaim]).ToCel("''");

    /// <summary>A reserved group is left out; the rest of a person's groups still count. The first [] makes it fail for a map, whose keys would become groups.</summary>
    private static string Groups(SiteIssuer issuer) =>
        $"([] + {string.Join(" + ", issuer.GroupClaims.Select(path => path.ToCel("[]")))}).filter(g, !g.startsWith('{ClaimMapping.Reserved}')).map(g, '{issuer.Prefix}' + g)";

    private static IEnumerable<(string, string)> ClaimRules(SiteIssuer issuer)
    {
        yield return ($"{User(issuer)} != ''", ClaimMapping.NoName(issuer));
        yield return ($"{User(issuer)} == '' || {User(issuer)}.matches('{ClaimMapping.NamePattern}')", ClaimMapping.OddName(issuer));
        yield return ($"!{User(issuer)}.startsWith('{ClaimMapping.Reserved}')", ClaimMapping.ReservedName(issuer));
        if (issuer.UserClaim == "email")
            yield return ("claims[?'email_verified'].orValue(false) == true", ClaimMapping.UnverifiedEmail);
    }

    private static IEnumerable<(string, string)> UserRules =>
    [
        ($"!user.username.startsWith('{ClaimMapping.Reserved}')", "user names that start with system: are of Kubernetes itself"),
        ($"user.groups.all(g, !g.startsWith('{ClaimMapping.Reserved}'))", "groups that start with system: are of Kubernetes itself"),
    ];

    private static JsonObject Expression(string text) => new() { ["expression"] = text };

    private static JsonArray Rules(IEnumerable<(string Expression, string Message)> rules) =>
        [.. rules.Select(rule => new JsonObject { ["expression"] = rule.Expression, ["message"] = rule.Message })];
}

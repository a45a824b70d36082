using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace KubeDaq.Api.Identity;

/// <summary>
/// Says as whom a cluster will know the owner of a token, or why it will not: the same rules as <see cref="AuthenticationConfiguration"/> writes for
/// the API server, which itself tells nobody why.
/// </summary>
/// <param name="User">The user's name.</param>
/// <param name="Groups">His groups.</param>
/// <param name="Problems">Why the token is refused; empty when it is taken.</param>
public sealed partial record ClaimMapping(string User, IReadOnlyList<string> Groups, IReadOnlyList<string> Problems)
{
    /// <summary>What begins so is of Kubernetes itself.</summary>
    internal const string Reserved = "system:";

    /// <summary>User names that everybody can write and no terminal misreads.</summary>
    internal const string NamePattern = $"{NameLetters}$";

    private const string NameLetters = "^[A-Za-z0-9][A-Za-z0-9._@+/:~=-]*";

    internal const string UnverifiedEmail = "the e-mail address in the token is not verified (claim email_verified); verify it at your laboratory's sign-in";

    /// <summary>Judges the claims of a token whose signature, issuer, audience and times are good.</summary>
    public static ClaimMapping Of(SiteIssuer issuer, JsonObject claims)
    {
        ArgumentNullException.ThrowIfNull(issuer);
        ArgumentNullException.ThrowIfNull(claims);
        var problems = new List<string>();
        var user = "";
        if (claims.TryGetPropertyValue(issuer.UserClaim, out var named))
        {
            user = named?.GetValueKind() == JsonValueKind.String ? named.GetValue<string>() : "";
            if (named?.GetValueKind() != JsonValueKind.String)
                problems.Add($"the claim {issuer.UserClaim} is not a text; ask the operators of {issuer.Name}'s sign-in");
        }
        if (user.Length == 0 && problems.Count == 0)
            problems.Add(NoName(issuer));
        if (user.Length > 0 && !Writable().IsMatch(user))
            problems.Add(OddName(issuer));
        if (user.StartsWith(Reserved, StringComparison.Ordinal))
            problems.Add(ReservedName(issuer));
        if (issuer.UserClaim == "email" && claims["email_verified"]?.GetValueKind() != JsonValueKind.True)
            problems.Add(UnverifiedEmail);
        return new(issuer.Prefix + user, GroupsOf(issuer, claims, problems), problems);
    }

    internal static string NoName(SiteIssuer issuer) =>
        $"the token has no claim {issuer.UserClaim}, which names its user: ask for that claim where the client is registered at {issuer.Name}, or set userClaim in the site file";

    internal static string OddName(SiteIssuer issuer) =>
        $"the user name in claim {issuer.UserClaim} has letters that cannot be used here; set userClaim in the site file to a plainer claim";

    internal static string ReservedName(SiteIssuer issuer) =>
        $"the user name in claim {issuer.UserClaim} starts with system:, which is reserved for Kubernetes itself";

    private static List<string> GroupsOf(SiteIssuer issuer, JsonObject claims, List<string> problems)
    {
        var groups = new List<string>();
        foreach (var path in issuer.GroupClaims)
        {
            if (path.WordsIn(claims) is { } words)
                groups.AddRange(words.Where(word => !word.StartsWith(Reserved, StringComparison.Ordinal)).Select(word => issuer.Prefix + word));
            else
                problems.Add($"the claim {path} is not a list of texts; ask the operators of {issuer.Name}'s sign-in, or set groupClaims in the site file");
        }
        return groups;
    }

    // In .NET a dollar sign would let a line feed at the end pass, which it does not in the API server.
    [GeneratedRegex($@"{NameLetters}\z")]
    private static partial Regex Writable();
}

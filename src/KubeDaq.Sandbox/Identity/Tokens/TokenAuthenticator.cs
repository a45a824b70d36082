using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Identity.Tokens;

/// <summary>Judges bearer tokens: signature, times, audiences, and whether the account and what the token is bound to are still there.</summary>
internal sealed class TokenAuthenticator(TokenSigner signer, IObjects objects, TimeProvider time) : ITokenJudge
{
    /// <summary>How far clocks may be apart.</summary>
    public static readonly TimeSpan Leeway = TimeSpan.FromMinutes(1);

    private static readonly string[] OwnAudiences = [TokenSigner.Issuer];

    /// <inheritdoc/>
    public async ValueTask<TokenVerdict> JudgeAsync(string token, IReadOnlyList<string> audiences)
    {
        var (claims, looksLikeOurs) = await signer.ReadAsync(token);
        if (claims is null)
            return TokenVerdict.Refuse(looksLikeOurs ? "error in cryptographic primitive" : null);
        var wanted = audiences.Count == 0 ? OwnAudiences : audiences;
        List<string> common = [.. wanted.Where(claims.Audiences.Contains)];
        if (common.Count == 0)
            return TokenVerdict.Refuse($"token audiences {Quote(claims.Audiences)} is invalid for the target audiences {Quote(wanted)}");
        return (TimeProblem(claims) ?? AccountProblem(claims) ?? BindingProblem(claims)) is { } problem
            ? TokenVerdict.Refuse(problem)
            : new(UserOf(claims), common, null);
    }

    private static UserInfo UserOf(TokenClaims claims)
    {
        var extra = new Dictionary<string, IReadOnlyList<string>> { [UserExtra.CredentialId] = [UserExtra.TokenId(claims.Id)] };
        if (claims.Node is { } node)
        {
            extra[UserExtra.NodeName] = [node.Name];
            if (node.Uid.Length > 0)
                extra[UserExtra.NodeUid] = [node.Uid];
        }
        if (claims.Pod is { } pod)
        {
            extra[UserExtra.PodName] = [pod.Name];
            extra[UserExtra.PodUid] = [pod.Uid];
        }
        var (ns, name) = claims.Account;
        return new(ServiceAccountName.UserName(ns, name), claims.AccountUid, [.. ServiceAccountName.GroupsIn(ns), Groups.Authenticated], extra);
    }

    private string? TimeProblem(TokenClaims claims)
    {
        var now = time.GetUtcNow();
        if (now > claims.Expires + Leeway)
            return "service account token has expired";
        return now < claims.IssuedAt - Leeway ? "service account token is not valid yet" : null;
    }

    private string? AccountProblem(TokenClaims claims)
    {
        var (ns, name) = claims.Account;
        if (objects.Get(new("", "serviceaccounts"), ns, name) is not { } account)
            return $"serviceaccounts \"{name}\" not found";
        if (account.Uid != claims.AccountUid)
            return $"service account UID ({account.Uid}) does not match claim ({claims.AccountUid})";
        return IsLongDeleted(account) ? $"service account {ns}/{name} has been deleted" : null;
    }

    private string? BindingProblem(TokenClaims claims) =>
        ObjectProblem("secret", claims.Secret, claims.Account.Namespace)
        ?? ObjectProblem("pod", claims.Pod, claims.Account.Namespace)
        ?? (claims.Pod is null ? ObjectProblem("node", claims.Node, "") : null);

    private string? ObjectProblem(string kind, ObjectRef? bound, string ns)
    {
        if (bound is null)
            return null;
        if (objects.Get(new("", kind + "s"), ns, bound.Name) is not { } found || (found.Uid == bound.Uid && IsLongDeleted(found)))
            return "service account token has been invalidated";
        return found.Uid == bound.Uid ? null : $"{kind} UID ({found.Uid}) does not match service account {kind} ref claim ({bound.Uid})";
    }

    private bool IsLongDeleted(StoredObject stored) =>
        stored.Value["metadata"]?["deletionTimestamp"] is JsonValue deleted
        && DateTimeOffset.Parse(deleted.GetValue<string>()) < time.GetUtcNow() - Leeway;

    private static string Quote(IEnumerable<string> values) => $"[{string.Join(' ', values.Select(value => $"\"{value}\""))}]";
}

/// <summary>What a token turned out to be.</summary>
/// <param name="User">Its owner; null when it is refused.</param>
/// <param name="Audiences">For which of the wanted audiences it is good.</param>
/// <param name="Error">Why it is refused, as a TokenReview says it.</param>
internal sealed record TokenVerdict(UserInfo? User, IReadOnlyList<string> Audiences, string? Error)
{
    /// <summary>What to tell the one who showed it, where that helps and gives nothing away.</summary>
    public string? Advice { get; init; }

    /// <summary>A refusal; without a reason for what is no token of this server at all.</summary>
    public static TokenVerdict Refuse(string? why) => new(null, [], why is null ? "invalid bearer token" : $"[invalid bearer token, {why}]");
}

using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Identity.Tokens;

/// <summary>Gives tokens for service accounts, to those who ask the API and to the hosts for their pods.</summary>
internal sealed class TokenIssuer(TokenSigner signer, IObjects objects, TimeProvider time)
{
    /// <summary>The lifetime with which the token of a pod's own volume is asked for.</summary>
    public const long PodTokenSeconds = 3607;

    // Clients that read their token only once outlive the hour: such a token is good for a year, as long as its pod lives.
    private static readonly TimeSpan Extended = TimeSpan.FromDays(365);

    private static readonly GroupResource Accounts = new("", "serviceaccounts");
    private static readonly GroupResource Nodes = new("", "nodes");

    /// <summary>The token for a volume of a pod; null where its service account is gone.</summary>
    /// <param name="pod">The pod: the token ends with it.</param>
    /// <param name="audiences">For whom it is; empty for the API server.</param>
    /// <param name="seconds">How long it is good.</param>
    public IssuedToken? IssueForPod(StoredObject pod, IReadOnlyList<string> audiences, long seconds)
    {
        var name = pod.Value.Text("spec", "serviceAccountName") ?? "default";
        return objects.Get(Accounts, pod.Key.Namespace, name) is { } account ? Issue(account, audiences, seconds, BindToPod(pod)) : null;
    }

    /// <summary>A token for a service account.</summary>
    public IssuedToken Issue(StoredObject account, IReadOnlyList<string> audiences, long seconds, TokenBinding binding)
    {
        if (audiences.Count == 0)
            audiences = [TokenSigner.Issuer];
        var now = time.GetUtcNow();
        var expires = now.AddSeconds(seconds);
        var claims = new TokenClaims(new(account.Key.Namespace, account.Key.Name), account.Uid, audiences, Guid.NewGuid().ToString(), now, expires)
        {
            Pod = binding.Pod,
            Secret = binding.Secret,
            Node = binding.Node,
        };
        if (binding.Pod is not null && seconds == PodTokenSeconds && audiences is [TokenSigner.Issuer])
            claims = claims with { Expires = now + Extended, WarnAfter = expires };
        return new(signer.Sign(claims), expires, audiences, claims.Id);
    }

    /// <summary>Binds to a pod; its host, where it has one, is told too.</summary>
    public TokenBinding BindToPod(StoredObject pod)
    {
        var node = pod.Value.Text("spec", "nodeName");
        return new(Pod: new(pod.Key.Name, pod.Uid), Node: node is null ? null : new(node, objects.Get(Nodes, "", node)?.Uid ?? ""));
    }
}

/// <summary>A token, until when it should be used, for whom it is, and its number.</summary>
internal sealed record IssuedToken(string Token, DateTimeOffset Expires, IReadOnlyList<string> Audiences, string Id);

/// <summary>What a token is bound to: nothing, a pod on its host, a secret, or a host.</summary>
internal sealed record TokenBinding(ObjectRef? Pod = null, ObjectRef? Secret = null, ObjectRef? Node = null)
{
    /// <summary>No bound at all.</summary>
    public static TokenBinding None { get; } = new();
}

using KubeDaq.Cluster.Connections;
using KubeDaq.Console.Configuration;

namespace KubeDaq.Console.Persons;

/// <summary>The connections that all requests share: one that knows nobody, for tokens, and where an issuer needs it one with the console's own account.</summary>
internal sealed class ClusterConnections : IDisposable
{
    private readonly ClusterConnection? _own;

    private ClusterConnections(ClusterConnection forTokens, ClusterConnection? own) => (ForTokens, _own) = (forTokens, own);

    /// <summary>Without any credentials.</summary>
    public ClusterConnection ForTokens { get; }

    /// <summary>With the console's own account, which stands in for people.</summary>
    public ClusterConnection OwnAccount => _own ?? throw new CredentialsException("the console has no account of its own to stand in for people");

    /// <summary>Prepares them; nothing is sent yet.</summary>
    /// <exception cref="CredentialsException">The cluster or an account cannot be found.</exception>
    public static ClusterConnections Open(ConsoleOptions options, Func<string, string?> environment)
    {
        var isPod = environment("KUBERNETES_SERVICE_HOST") is { Length: > 0 };
        var stands = options.Issuers.Any(issuer => issuer.ActAs == ActAs.Impersonation);
        var access = options.Kubeconfig is { } kubeconfig ? Credentials.Find(kubeconfig)
            : isPod ? Credentials.InCluster()
            : options.Cluster is { } cluster && !stands ? ClusterAccess.Of(cluster)
            : Credentials.Find();
        return new(new(access.WithoutCredentials()), stands ? new(access) : null);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ForTokens.Dispose();
        _own?.Dispose();
    }
}

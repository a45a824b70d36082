using System.Security.Cryptography.X509Certificates;
using k8s;
using KubeDaq.Api.Identity;

namespace KubeDaq.Cluster.Connections;

/// <summary>Where the API server is, whom to trust as it, and as whom to speak to it.</summary>
public sealed class ClusterAccess
{
    internal ClusterAccess(KubernetesClientConfiguration configuration, string origin)
    {
        if (configuration.SkipTlsVerify)
            throw new CredentialsException(
                $"{origin} asks to skip TLS verification (insecure-skip-tls-verify), which would give the credentials to anybody; " +
                "set certificate-authority-data instead");
        Server = ServerOf(configuration, origin);
        Origin = origin;
        Namespace = string.IsNullOrWhiteSpace(configuration.Namespace) ? "default" : configuration.Namespace.Trim();
        Authorities = configuration.SslCaCerts;
        Configuration = configuration;
        // The official client's own check lets a certificate of another host pass; ClusterTransport checks instead.
        configuration.SslCaCerts = null;
    }

    /// <summary>The API server's address.</summary>
    public Uri Server { get; }

    /// <summary>The namespace to use where none is named.</summary>
    public string Namespace { get; }

    /// <summary>Where this comes from, for messages: <c>context "np04" of ~/.kube/config</c>.</summary>
    public string Origin { get; }

    /// <summary>Whether there is nothing to say who one is.</summary>
    internal bool IsWithoutCredentials { get; private init; }

    internal X509Certificate2Collection? Authorities { get; }

    internal KubernetesClientConfiguration Configuration { get; }

    /// <summary>The cluster that a site file tells of.</summary>
    /// <exception cref="CredentialsException">Its certificate authority cannot be read.</exception>
    public static ClusterAccess Of(SiteCluster cluster)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        var authorities = cluster.CertificateAuthority is { } file ? ServiceAccount.Authorities(file) : null;
        return new(new() { Host = cluster.Server, SslCaCerts = authorities }, $"cluster \"{cluster.Name}\" of the site file") { IsWithoutCredentials = true };
    }

    /// <summary>The same cluster, for people with tokens of their own: nothing here says who speaks.</summary>
    public ClusterAccess WithoutCredentials() => new(
        new() { Host = Configuration.Host, SslCaCerts = Authorities, TlsServerName = Configuration.TlsServerName, Namespace = Namespace }, Origin) { IsWithoutCredentials = true };

    private static Uri ServerOf(KubernetesClientConfiguration configuration, string origin) =>
        Uri.TryCreate(configuration.Host, UriKind.Absolute, out var server) && server.Scheme is "https" or "http"
            ? server
            : throw new CredentialsException($"{origin} names no usable server: \"{configuration.Host}\" is not a URL such as https://host:6443");
}

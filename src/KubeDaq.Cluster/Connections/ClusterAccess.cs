using System.Security.Cryptography.X509Certificates;
using k8s;

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

    internal X509Certificate2Collection? Authorities { get; }

    internal KubernetesClientConfiguration Configuration { get; }

    private static Uri ServerOf(KubernetesClientConfiguration configuration, string origin) =>
        Uri.TryCreate(configuration.Host, UriKind.Absolute, out var server) && server.Scheme is "https" or "http"
            ? server
            : throw new CredentialsException($"{origin} names no usable server: \"{configuration.Host}\" is not a URL such as https://host:6443");
}

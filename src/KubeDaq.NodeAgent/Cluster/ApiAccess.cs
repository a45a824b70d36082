using System.Security.Cryptography.X509Certificates;

namespace KubeDaq.NodeAgent.Cluster;

/// <summary>Where the API server is, whom to trust as it, and as whom to speak to it.</summary>
/// <param name="Server">Its address.</param>
/// <param name="Authorities">Those who vouch for its certificate; null leaves it to the machine.</param>
/// <param name="Token">The bearer token, where there is one.</param>
/// <param name="Certificate">The client certificate, where there is one.</param>
internal sealed record ApiAccess(Uri Server, X509Certificate2Collection? Authorities, TokenSource? Token, X509Certificate2? Certificate)
{
    private const string UsualFolder = "/var/run/secrets/kubernetes.io/serviceaccount";

    /// <summary>By the kubeconfig named, else as the service account of the pod.</summary>
    /// <exception cref="AccessException">There is no usable way.</exception>
    public static ApiAccess Find(string? kubeconfig, TimeProvider time) =>
        kubeconfig is not null ? KubeconfigAccess.Load(kubeconfig, time) : InCluster(UsualFolder, Environment.GetEnvironmentVariable, time);

    public static ApiAccess InCluster(string folder, Func<string, string?> environment, TimeProvider time)
    {
        var host = environment("KUBERNETES_SERVICE_HOST");
        if (string.IsNullOrEmpty(host) || !ushort.TryParse(environment("KUBERNETES_SERVICE_PORT"), out var port))
            throw new AccessException("this is not a pod of a cluster (KUBERNETES_SERVICE_HOST is not set); give --kubeconfig, or --alone to work without an API server");
        var (token, authorities) = (Path.Combine(folder, "token"), Path.Combine(folder, "ca.crt"));
        foreach (var file in new[] { token, authorities })
        {
            if (!File.Exists(file))
                throw new AccessException($"{file} is missing; the pod needs automountServiceAccountToken, or give --kubeconfig");
        }

        // UriBuilder puts the brackets around an IPv6 address.
        return new ApiAccess(new UriBuilder("https", host, port).Uri, Certificates.Authorities(File.ReadAllText(authorities)), new TokenSource(token, time), null);
    }
}

/// <summary>No usable way to the API server was found; the message says what to do.</summary>
internal sealed class AccessException(string message, Exception? inner = null) : Exception(message, inner);

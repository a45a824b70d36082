using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using k8s;

namespace KubeDaq.Cluster.Connections;

/// <summary>The service account that Kubernetes mounts into a pod.</summary>
internal static class ServiceAccount
{
    public const string UsualFolder = "/var/run/secrets/kubernetes.io/serviceaccount";

    private const string Advice = "this works only in a pod whose service account is mounted (automountServiceAccountToken); elsewhere set KUBECONFIG";

    public static ClusterAccess Load(string folder, Func<string, string?> environment, TimeProvider time)
    {
        var host = Variable(environment, "KUBERNETES_SERVICE_HOST");
        var port = Variable(environment, "KUBERNETES_SERVICE_PORT");
        if (!ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            throw new CredentialsException($"KUBERNETES_SERVICE_PORT is \"{port}\", which is not a port");
        var token = Existing(folder, "token");
        var authorities = Authorities(Existing(folder, "ca.crt"));
        var namespaceFile = Path.Combine(folder, "namespace");
        return new ClusterAccess(
            new KubernetesClientConfiguration
            {
                // UriBuilder puts the brackets around an IPv6 address.
                Host = new UriBuilder("https", host, number).Uri.ToString(),
                TokenProvider = new ServiceAccountToken(token, time),
                SslCaCerts = authorities,
                Namespace = File.Exists(namespaceFile) ? File.ReadAllText(namespaceFile).Trim() : null,
            },
            $"the pod's service account ({folder})");
    }

    private static string Variable(Func<string, string?> environment, string name) =>
        environment(name) is { Length: > 0 } value
            ? value
            : throw new CredentialsException($"the environment variable {name} is not set: {Advice}");

    private static string Existing(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        return File.Exists(path) ? path : throw new CredentialsException($"the file {path} does not exist: {Advice}");
    }

    /// <summary>The certificates of a PEM file.</summary>
    public static X509Certificate2Collection Authorities(string path)
    {
        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPemFile(path);
        }
        catch (CryptographicException e)
        {
            throw new CredentialsException($"{path} is not a PEM certificate: {e.Message}", e);
        }

        return authorities.Count > 0 ? authorities : throw new CredentialsException($"{path} holds no certificate");
    }
}

using System.Security.Cryptography.X509Certificates;

namespace KubeDaq.Cluster.Connections;

/// <summary>How bytes go to the API server: verified TLS, many requests at a time, dead connections found.</summary>
internal static class ClusterTransport
{
    public static void SetUp(SocketsHttpHandler handler, X509Certificate2Collection? authorities)
    {
        handler.EnableMultipleHttp2Connections = true;
        handler.MaxConnectionsPerServer = 256;
        handler.ConnectTimeout = TimeSpan.FromSeconds(10);
        // A host that vanished answers no ping: a watch on it ends within half a minute rather than in the kernel's two hours.
        handler.KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests;
        handler.KeepAlivePingDelay = TimeSpan.FromSeconds(20);
        handler.KeepAlivePingTimeout = TimeSpan.FromSeconds(10);
        handler.PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1);
        handler.AllowAutoRedirect = false;
        if (authorities is not null)
            handler.SslOptions.CertificateChainPolicy = Trust(authorities);
    }

    /// <summary>Only the cluster's own authorities count, and the certificate's name is checked as everywhere.</summary>
    private static X509ChainPolicy Trust(X509Certificate2Collection authorities)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.AddRange(authorities);
        return policy;
    }
}

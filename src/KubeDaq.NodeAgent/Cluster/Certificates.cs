using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace KubeDaq.NodeAgent.Cluster;

/// <summary>Reads certificates as they stand in kubeconfig files and service accounts.</summary>
internal static class Certificates
{
    public static X509Certificate2Collection Authorities(string pem)
    {
        var found = new X509Certificate2Collection();
        found.ImportFromPem(pem);
        return found.Count > 0 ? found : throw new AccessException("the file of the certificate authority has no certificate");
    }

    public static X509Certificate2 Client(string certificate, string key)
    {
        try
        {
            return X509Certificate2.CreateFromPem(certificate, key);
        }
        catch (CryptographicException e)
        {
            throw new AccessException($"the client certificate or its key cannot be used: {e.Message}", e);
        }
    }

    /// <summary>Only the cluster's own authorities count, and the certificate's name is checked as everywhere.</summary>
    public static X509ChainPolicy Trust(X509Certificate2Collection authorities)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        policy.CustomTrustStore.AddRange(authorities);
        return policy;
    }
}

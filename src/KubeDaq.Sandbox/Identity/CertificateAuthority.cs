using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace KubeDaq.Sandbox.Identity;

/// <summary>The sandbox's own certificate authority: what it signs, and nothing else, is trusted as a client or as the server.</summary>
internal sealed class CertificateAuthority : IDisposable
{
    private const string Subject = "CN=kubernetes";
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(3650);
    private static readonly TimeSpan LeafLifetime = TimeSpan.FromDays(365);
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    private readonly X509Certificate2 _certificate;
    private readonly TimeProvider _time;

    private CertificateAuthority(X509Certificate2 certificate, TimeProvider time)
    {
        _certificate = certificate;
        _time = time;
    }

    /// <summary>The authority's certificate, which clients trust, as PEM.</summary>
    public string CertificatePem => _certificate.ExportCertificatePem() + "\n";

    /// <summary>Takes the authority kept in a folder, or makes a new one there when there is none or it would expire during a certificate's life.</summary>
    /// <exception cref="InvalidDataException">The files there are not a certificate and its key.</exception>
    public static CertificateAuthority OpenOrCreate(string folder, TimeProvider time)
    {
        var (certificateFile, keyFile) = (Path.Combine(folder, "ca.crt"), Path.Combine(folder, "ca.key"));
        if (File.Exists(certificateFile) && File.Exists(keyFile))
        {
            var kept = Read(certificateFile, keyFile);
            if (kept.NotAfter.ToUniversalTime() > (time.GetUtcNow() + LeafLifetime).UtcDateTime)
                return new(kept, time);
            kept.Dispose();
        }
        PrivateFile.MakeFolder(folder);
        var made = Create(time.GetUtcNow());
        using var key = made.GetECDsaPrivateKey()!;
        PrivateFile.Write(keyFile, key.ExportPkcs8PrivateKeyPem() + "\n");
        PrivateFile.Write(certificateFile, made.ExportCertificatePem() + "\n");
        return new(made, time);
    }

    /// <summary>Signs a certificate for the server under all its names.</summary>
    public X509Certificate2 IssueServer(IEnumerable<System.Net.IPAddress> addresses, IEnumerable<string> names)
    {
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var address in addresses)
            alternatives.AddIpAddress(address);
        foreach (var name in names)
            alternatives.AddDnsName(name);
        return Issue("kube-apiserver", [], ExtendedUsage.Server, alternatives.Build());
    }

    /// <summary>Signs a certificate for a user and his groups.</summary>
    public X509Certificate2 IssueClient(string user, params IEnumerable<string> groups) => Issue(user, groups, ExtendedUsage.Client);

    /// <summary>Whether a certificate is good now, made for clients, and signed by this authority.</summary>
    public bool Trusts(X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(_certificate);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTimeIgnored = false;
        chain.ChainPolicy.VerificationTime = _time.GetUtcNow().UtcDateTime;
        chain.ChainPolicy.ApplicationPolicy.Add(new(ExtendedUsage.Client));
        return chain.Build(certificate);
    }

    /// <inheritdoc/>
    public void Dispose() => _certificate.Dispose();

    private static X509Certificate2 Create(DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(Subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request.CreateSelfSigned(now - ClockSkew, now + Lifetime);
    }

    private static X509Certificate2 Read(string certificateFile, string keyFile)
    {
        try
        {
            return X509Certificate2.CreateFromPemFile(certificateFile, keyFile);
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            throw new InvalidDataException(
                $"{certificateFile} and {keyFile} are not a certificate and its key ({error.Message}). Put the right files back, or remove both to get new ones.", error);
        }
    }

    private X509Certificate2 Issue(string user, IEnumerable<string> groups, string usage, X509Extension? alternatives = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var name = new X500DistinguishedNameBuilder();
        // The builder writes its parts last one first.
        name.AddCommonName(user);
        foreach (var group in groups.Reverse())
            name.AddOrganizationName(group);
        var request = new CertificateRequest(name.Build(), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new(usage)], false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(_certificate, true, false));
        if (alternatives is not null)
            request.CertificateExtensions.Add(alternatives);
        var now = _time.GetUtcNow();
        using var signed = request.Create(_certificate, now - ClockSkew, now + LeafLifetime, RandomNumberGenerator.GetBytes(16));
        return signed.CopyWithPrivateKey(key);
    }

    private static class ExtendedUsage
    {
        public const string Server = "1.3.6.1.5.5.7.3.1";
        public const string Client = "1.3.6.1.5.5.7.3.2";
    }
}

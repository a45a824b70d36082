using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace KubeDaq.Integration.Tests.Identity.Browser;

/// <summary>A certificate for a console on this machine, signed by the sandbox's authority, as PEM files.</summary>
internal static class BrowserCertificates
{
    /// <summary>Writes <c>console.crt</c> and <c>console.key</c> into a folder.</summary>
    public static void Write(string folder, string authorityFolder)
    {
        using var authority = X509Certificate2.CreateFromPemFile(Path.Combine(authorityFolder, "ca.crt"), Path.Combine(authorityFolder, "ca.key"));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        var request = new CertificateRequest("CN=console", key, HashAlgorithmName.SHA256) { CertificateExtensions = { names.Build() } };
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new("1.3.6.1.5.5.7.3.1")], false));
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.Create(authority, now.AddMinutes(-4), now.AddHours(2), RandomNumberGenerator.GetBytes(16));
        File.WriteAllText(Path.Combine(folder, "console.crt"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "console.key"), key.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>Writes an authority that has signed nothing here; the file.</summary>
    public static string WriteOther(string folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=somebody else", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        using var authority = request.CreateSelfSigned(now.AddMinutes(-5), now.AddHours(1));
        var file = Path.Combine(folder, "other-ca.crt");
        File.WriteAllText(file, authority.ExportCertificatePem());
        return file;
    }
}

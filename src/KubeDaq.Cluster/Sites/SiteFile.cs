using KubeDaq.Api.Identity;

namespace KubeDaq.Cluster.Sites;

/// <summary>Reads a site file, with the certificates that it names.</summary>
public static class SiteFile
{
    /// <summary>Reads it; the certificates that it names are found beside it.</summary>
    /// <exception cref="SiteFileException">It is not there, or all that is wrong with it.</exception>
    public static IdentitySite Read(string file)
    {
        string text;
        try
        {
            text = File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SiteFileException($"cannot read the site file {file}: {e.Message}", e);
        }

        if (SiteReading.Read(text, out var errors) is not { } site)
            throw new SiteFileException($"{file} is no good site file:\n  {string.Join("\n  ", errors)}");
        return site with
        {
            Cluster = site.Cluster is null ? null : site.Cluster with { CertificateAuthority = Beside(file, site.Cluster.CertificateAuthority) },
            Issuers = [.. site.Issuers.Select(issuer => issuer with { CertificateAuthority = Beside(file, issuer.CertificateAuthority) })],
        };
    }

    private static string? Beside(string file, string? other)
    {
        if (other is null)
            return null;
        var path = Path.GetFullPath(other, Path.GetDirectoryName(Path.GetFullPath(file))!);
        return File.Exists(path) ? path : throw new SiteFileException($"{file} names the certificate authority {other}, and {path} does not exist");
    }
}

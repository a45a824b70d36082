using KubeDaq.Api.Identity;

namespace KubeDaq.Cli.SigningIn;

/// <summary>Finds and reads the site file, with the files that it names.</summary>
internal static class SiteFiles
{
    private const string Variable = "KUBEDAQ_SITE";

    /// <summary>The file to use: the one named, that of KUBEDAQ_SITE, or the user's own; null where there is none.</summary>
    public static string? Find(string? named, Func<string, string?> environment)
    {
        if ((named ?? environment(Variable)) is { Length: > 0 } given)
            return Path.GetFullPath(given);
        var home = environment("XDG_CONFIG_HOME") is { Length: > 0 } configured ? configured : Path.Combine(environment("HOME") ?? "/", ".config");
        var usual = Path.Combine(home, "kubedaq", "site.yaml");
        return File.Exists(usual) ? usual : null;
    }

    /// <summary>Reads it; the certificates that it names are found beside it.</summary>
    /// <exception cref="CommandFailure">All that is wrong with it.</exception>
    public static IdentitySite Read(string file)
    {
        if (!File.Exists(file))
            throw new CommandFailure(ExitCode.NotFound, $"there is no site file {file}; ask your laboratory for it, or name another with --site or {Variable}");
        if (SiteReading.Read(File.ReadAllText(file), out var errors) is not { } site)
            throw new CommandFailure(ExitCode.Error, $"{file} is no good site file:\n  {string.Join("\n  ", errors)}");
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
        var path = Path.GetFullPath(other, Path.GetDirectoryName(file)!);
        return File.Exists(path) ? path : throw new CommandFailure(ExitCode.NotFound, $"{file} names the certificate authority {other}, and {path} does not exist");
    }
}

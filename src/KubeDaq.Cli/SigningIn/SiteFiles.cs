using KubeDaq.Api.Identity;
using KubeDaq.Cluster.Sites;

namespace KubeDaq.Cli.SigningIn;

/// <summary>Finds and reads the user's site file.</summary>
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
    /// <exception cref="CommandFailure">There is none.</exception>
    /// <exception cref="SiteFileException">All that is wrong with it.</exception>
    public static IdentitySite Read(string file) => File.Exists(file)
        ? SiteFile.Read(file)
        : throw new CommandFailure(ExitCode.NotFound, $"there is no site file {file}; ask your laboratory for it, or name another with --site or {Variable}");
}

using KubeDaq.Cluster.Sites;

namespace KubeDaq.Console.Configuration;

/// <summary>A console for a sandbox on this machine that was started with its identity provider.</summary>
internal static class SandboxConfiguration
{
    private const string Client = "kubedaq-console";

    /// <exception cref="ConfigurationException">There is no such sandbox.</exception>
    public static ConsoleOptions Of(string directory)
    {
        var folder = Path.Combine(Path.GetFullPath(directory), "identity");
        var (site, secret) = (Path.Combine(folder, "site.yaml"), Path.Combine(folder, "console-secret"));
        if (!File.Exists(site) || !File.Exists(secret))
            throw new ConfigurationException($"{folder} has no site.yaml and console-secret; start the sandbox with 'kubedaq sandbox --identity'");
        var read = SiteFile.Read(site);
        return new()
        {
            Cluster = read.Cluster,
            Issuers = [.. read.Issuers.Select(issuer => new ConsoleIssuer(issuer, Client, secret, ActAs.Token))],
            Listen = Listening.Default,
        };
    }
}

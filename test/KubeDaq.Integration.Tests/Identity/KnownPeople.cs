using System.Text.RegularExpressions;
using KubeDaq.Integration.Tests.Clusters;

namespace KubeDaq.Integration.Tests.Identity;

/// <summary>
/// Makes a given cluster know the people of a sandbox's identity provider: by the file that its API server was started with, which the API server reads
/// again when it changes.
/// </summary>
internal sealed partial class KnownPeople : IAsyncDisposable
{
    /// <summary>The environment variable that names the file.</summary>
    public const string Variable = "KUBEDAQ_TEST_AUTHENTICATION_CONFIG";

    private readonly string _before = System.IO.File.ReadAllText(File!);

    private KnownPeople(string site) => Site = site;

    /// <summary>The file; null where none is named.</summary>
    public static string? File { get; } = Environment.GetEnvironmentVariable(Variable);

    /// <summary>The site file of the cluster with those issuers.</summary>
    public string Site { get; }

    /// <summary>Writes the file as an administrator would, and waits until the first person is let in.</summary>
    public static async Task<KnownPeople> MakeAsync(IdentitySandbox sandbox)
    {
        var known = new KnownPeople(Path.Combine(sandbox.Folder, "given.yaml"));
        await System.IO.File.WriteAllTextAsync(known.Site, await SiteOfAsync(sandbox));
        await WriteAsync((await Command.RunAsync(Executables.Kubedaq, ["auth", "generate", "-f", known.Site])).Succeeded().Out);
        using var first = new Person(sandbox, known.Site);
        (await first.LoginAsync("cern", "viewer")).Succeeded();
        await Eventually.Async(() => first.KubectlAsync("auth", "whoami"), answer => answer.ExitCode == 0, "the API server has read its --authentication-config again", 120);
        return known;
    }

    public async ValueTask DisposeAsync() => await WriteAsync(_before);

    /// <summary>The provider's site file, with the given cluster instead of the sandbox.</summary>
    private static async Task<string> SiteOfAsync(IdentitySandbox sandbox)
    {
        var server = (await sandbox.KubectlAsync("config", "view", "--minify", "-o", "jsonpath={.clusters[0].cluster.server}")).Succeeded().Out;
        var authority = (await sandbox.KubectlAsync("config", "view", "--minify", "--raw", "-o", "jsonpath={.clusters[0].cluster.certificate-authority-data}")).Succeeded().Out;
        var file = Path.Combine(sandbox.Folder, "given-ca.crt");
        await System.IO.File.WriteAllBytesAsync(file, Convert.FromBase64String(authority));
        var site = await System.IO.File.ReadAllTextAsync(Path.Combine(sandbox.Folder, "site.yaml"));
        return Cluster().Replace(site, $"cluster:\n  name: given\n  server: {server}\n  certificateAuthority: {file}\nissuers:");
    }

    // In one step: an API server that finds half a file waits before it looks again.
    private static async Task WriteAsync(string text)
    {
        await System.IO.File.WriteAllTextAsync(File + ".new", text);
        System.IO.File.Move(File + ".new", File!, overwrite: true);
    }

    [GeneratedRegex("cluster:\n(  .*\n)+issuers:")]
    private static partial Regex Cluster();
}

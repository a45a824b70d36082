using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace KubeDaq.Integration.Tests.Identity.Console;

/// <summary>A console for the people of a sandbox's identity provider, and the cluster that knows them.</summary>
internal sealed class ConsoleOfThePeople : IAsyncDisposable
{
    private readonly IdentitySandbox _sandbox;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kubedaq-console-");
    private readonly List<ConsoleBrowser> _browsers = [];

    private ConsoleOfThePeople(IdentitySandbox sandbox) => _sandbox = sandbox;

    public ConsoleProcess Process { get; private set; } = null!;

    /// <summary>The password of everybody.</summary>
    public string Password => File.ReadAllText(Path.Combine(_sandbox.Folder, "password")).Trim();

    private string Authority => Path.Combine(_sandbox.Folder, "..", "pki", "ca.crt");

    /// <summary>Starts it.</summary>
    /// <param name="sandbox">The people and their cluster.</param>
    /// <param name="kubeconfig">Where the cluster is; with an account where one is needed.</param>
    /// <param name="ofCern">What more the configuration says of the issuer cern.</param>
    public static async Task<ConsoleOfThePeople> StartAsync(IdentitySandbox sandbox, string kubeconfig, string ofCern = "")
    {
        var console = new ConsoleOfThePeople(sandbox);
        var secret = Path.Combine(sandbox.Folder, "console-secret");
        var text = new StringBuilder($"site: {sandbox.Site}\nkubeconfig: {kubeconfig}\nlisten: 127.0.0.1:0\ninsecureHttp: true\nnamespaces: [np04]\nissuers:\n")
            .AppendLine($"- {{name: cern, client: kubedaq-console, secretFile: {secret}{ofCern}}}")
            .AppendLine($"- {{name: fermilab, client: kubedaq-console, secretFile: {secret}}}");
        var file = Path.Combine(console._folder.FullName, "console.yaml");
        await File.WriteAllTextAsync(file, text.ToString(), TestContext.Current.CancellationToken);
        console.Process = await ConsoleProcess.StartAsync("--config", file);
        return console;
    }

    /// <summary>A browser with a person signed in.</summary>
    public async Task<ConsoleBrowser> BrowserOfAsync(string issuer, string user)
    {
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.ImportFromPemFile(Authority);
        var browser = new ConsoleBrowser(trust, Process.Address);
        _browsers.Add(browser);
        await browser.SignInAsync(issuer, user, Password);
        return browser;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var browser in _browsers) browser.Dispose();
        await Process.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}

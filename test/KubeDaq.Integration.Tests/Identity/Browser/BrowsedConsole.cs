using KubeDaq.Integration.Tests.Identity.Console;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KubeDaq.Integration.Tests.Identity.Browser;

/// <summary>A console over TLS for the sandbox's people, and a browser that trusts the sandbox's authority.</summary>
public sealed class BrowsedConsole(IdentitySandbox sandbox) : IAsyncLifetime
{
    private const string Client = "kubedaq-console";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kubedaq-browsed-");
    private ConsoleProcess? _console;
    private Chromium? _chromium;

    internal string Address => _console!.Address.ToString();

    /// <summary>A browser that trusts another authority, and so nobody here.</summary>
    internal Task<Chromium> StrangerAsync() => Chromium.StartAsync(BrowserCertificates.WriteOther(_folder.FullName));

    public async ValueTask InitializeAsync()
    {
        if (!sandbox.IsThere || !Chromium.IsThere)
            return;
        var authorities = Path.GetFullPath(Path.Combine(sandbox.Folder, "..", "pki"));
        BrowserCertificates.Write(_folder.FullName, authorities);
        _console = await ConsoleProcess.StartAsync("--config", await ConfigureAsync());
        _chromium = await Chromium.StartAsync(Path.Combine(authorities, "ca.crt"));
    }

    /// <summary>A new window with somebody signed in, at the page of the partitions.</summary>
    internal async Task<IPage> SignInAsync(string issuer, string user)
    {
        var page = await _chromium!.WindowAsync();
        await Chromium.OpenAsync(page, Address);
        await page.GetByRole(AriaRole.Link, new() { Name = $"Sign in at {issuer}" }).ClickAsync();
        await page.GetByLabel("User").FillAsync(user);
        await page.GetByLabel("Password").FillAsync((await File.ReadAllTextAsync(Path.Combine(sandbox.Folder, "password"))).Trim());
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Partitions", Exact = true })).ToBeVisibleAsync();
        await Expect(page.GetByText($"Signed in as {issuer}:{user}")).ToBeVisibleAsync();
        return page;
    }

    /// <summary>The line of a partition.</summary>
    internal static ILocator Row(IPage page, string partition) => page.GetByRole(AriaRole.Row).Filter(new() { Has = page.GetByRole(AriaRole.Rowheader, new() { Name = partition, Exact = true }) });

    public async ValueTask DisposeAsync()
    {
        if (_chromium is not null) await _chromium.DisposeAsync();
        if (_console is not null) await _console.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task<string> ConfigureAsync()
    {
        var file = Path.Combine(_folder.FullName, "console.yaml");
        var secret = Path.Combine(sandbox.Folder, "console-secret");
        await File.WriteAllTextAsync(file, $$"""
            site: {{sandbox.Site}}
            listen: 127.0.0.1:0
            tls: {certificate: console.crt, key: console.key}
            namespaces: [np04]
            issuers:
            - {name: cern, client: {{Client}}, secretFile: {{secret}}}
            - {name: fermilab, client: {{Client}}, secretFile: {{secret}}}
            """);
        return file;
    }
}

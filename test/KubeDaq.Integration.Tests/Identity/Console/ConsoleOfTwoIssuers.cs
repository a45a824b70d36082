namespace KubeDaq.Integration.Tests.Identity.Console;

/// <summary>A console over TLS for two issuers that do what a test wants, and no cluster: what is tried here ends before it.</summary>
public sealed class ConsoleOfTwoIssuers : IAsyncLifetime
{
    private readonly LoopbackCertificates _certificates = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kubedaq-console-");
    private readonly List<ConsoleBrowser> _browsers = [];

    internal TestProvider A { get; private set; } = null!;

    internal TestProvider B { get; private set; } = null!;

    internal ConsoleProcess Process { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        A = await TestProvider.StartAsync(_certificates);
        B = await TestProvider.StartAsync(_certificates);
        Write("secret", TestProvider.Secret);
        Write("site.yaml", $"""
            cluster: {"{"}name: none, server: 'https://127.0.0.1:1', certificateAuthority: {_certificates.Authority}{"}"}
            issuers:
            - {"{"}name: a, url: '{A.Url}', certificateAuthority: {_certificates.Authority}, clients: [{TestProvider.Client}]{"}"}
            - {"{"}name: b, url: '{B.Url}', certificateAuthority: {_certificates.Authority}, clients: [{TestProvider.Client}]{"}"}
            """);
        Write("console.yaml", $"""
            site: site.yaml
            listen: 127.0.0.1:0
            tls: {"{"}certificate: {_certificates.Certificate}, key: {_certificates.Key}{"}"}
            issuers:
            - {"{"}name: a, client: {TestProvider.Client}, secretFile: secret{"}"}
            - {"{"}name: b, client: {TestProvider.Client}, secretFile: secret{"}"}
            """);
        Process = await ConsoleProcess.StartAsync("--config", Path.Combine(_folder.FullName, "console.yaml"));
    }

    /// <summary>A browser that has been nowhere yet.</summary>
    internal ConsoleBrowser Browser()
    {
        var browser = new ConsoleBrowser(_certificates.Trust(), Process.Address);
        _browsers.Add(browser);
        return browser;
    }

    /// <summary>A browser with somebody signed in.</summary>
    internal async Task<ConsoleBrowser> BrowserOfAsync(TestProvider provider, string subject)
    {
        provider.Subject = subject;
        var browser = Browser();
        var page = await browser.OpenAsync($"/start/{(provider == A ? "a" : "b")}?return=/sessions");
        Assert.Equal(200, page.Status);
        return browser;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var browser in _browsers) browser.Dispose();
        await Process.DisposeAsync();
        await A.DisposeAsync();
        await B.DisposeAsync();
        _folder.Delete(recursive: true);
        _certificates.Dispose();
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder.FullName, name), text);
}

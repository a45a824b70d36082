using KubeDaq.Integration.Tests.Clusters;
using Microsoft.Playwright;

namespace KubeDaq.Integration.Tests.Identity.Browser;

/// <summary>
/// Debian's Chromium without a screen, with a home folder of its own in which it is told to trust one authority: what is not signed by that one is refused.
/// </summary>
internal sealed class Chromium : IAsyncDisposable
{
    private const int DeadlineMilliseconds = 30_000;
    private const int MaxTries = 10;
    private static readonly string? Program = Executables.OnPath("chromium");
    private static readonly string? Certutil = Executables.OnPath("certutil");
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("kubedaq-chromium-");
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public static bool IsThere => Program is not null && Certutil is not null;

    /// <summary>Skips a test on a machine without it.</summary>
    public static void Needs() => Assert.SkipUnless(IsThere, "needs Debian's chromium and libnss3-tools; './build.sh test' installs them as root");

    public static async Task<Chromium> StartAsync(string authority)
    {
        var chromium = new Chromium();
        await chromium.TrustAsync(authority);
        chromium._playwright = await Playwright.CreateAsync();
        chromium._browser = await chromium._playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Program,
            Headless = true,
            Timeout = 2 * DeadlineMilliseconds,
            Env = new Dictionary<string, string> { ["HOME"] = chromium._home.FullName, ["PATH"] = Environment.GetEnvironmentVariable("PATH")!, ["LANG"] = "C.UTF-8" },
            Args = ["--disable-gpu", "--disable-dev-shm-usage"],
        });
        return chromium;
    }

    /// <summary>A window that shares no cookie with any other.</summary>
    public async Task<IPage> WindowAsync()
    {
        var context = await _browser!.NewContextAsync(new() { Locale = "en-GB" });
        context.SetDefaultTimeout(DeadlineMilliseconds);
        return await context.NewPageAsync();
    }

    /// <summary>Goes to a page; again where the machine's network has changed meanwhile, as when a container starts on it: Chromium then gives up what it loads.</summary>
    public static async Task OpenAsync(IPage page, string address)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await page.GotoAsync(address);
                return;
            }
            catch (PlaywrightException error) when (tries < MaxTries && error.Message.Contains("ERR_NETWORK_CHANGED", StringComparison.Ordinal))
            {
                await page.WaitForLoadStateAsync();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        _home.Delete(recursive: true);
    }

    private async Task TrustAsync(string authority)
    {
        var store = _home.CreateSubdirectory(".pki").CreateSubdirectory("nssdb").FullName;
        (await Command.RunAsync(Certutil!, ["-N", "-d", $"sql:{store}", "--empty-password"])).Succeeded();
        (await Command.RunAsync(Certutil!, ["-A", "-d", $"sql:{store}", "-n", "sandbox", "-t", "C,,", "-i", authority])).Succeeded();
    }
}

using System.Security.Cryptography.X509Certificates;
using KubeDaq.Integration.Tests.Clusters;
using static KubeDaq.Integration.Tests.Partitions.PartitionManifest;

namespace KubeDaq.Integration.Tests.Identity.Console;

/// <summary>People of both laboratories work in the console as themselves, with a sandbox as anybody tries it.</summary>
public sealed class IdentityInTheConsole(IdentitySandbox sandbox) : IClassFixture<IdentitySandbox>, IAsyncLifetime
{
    private const string Name = "coldbox";
    private ConsoleProcess? _console;

    private string Password => File.ReadAllText(Path.Combine(sandbox.Folder, "password")).Trim();

    public async ValueTask InitializeAsync()
    {
        TestCluster.NeedsKubectl();
        _console = await ConsoleProcess.StartAsync("--sandbox", Path.GetFullPath(Path.Combine(sandbox.Folder, "..")), "--listen", "127.0.0.1:0");
    }

    public async ValueTask DisposeAsync()
    {
        if (_console is not null) await _console.DisposeAsync();
    }

    [Fact]
    public async Task A_shifter_starts_and_stops_and_a_viewer_of_the_other_laboratory_looks_on()
    {
        var partition = Of(Name, Application("readout", "apa001")).With("state", "Stopped");
        (await Command.RunAsync(Executables.Kubectl!, ["create", "-n", "np04", "-f", "-"], partition.ToJsonString(), new Dictionary<string, string> { ["KUBECONFIG"] = sandbox.Kubeconfig })).Succeeded();
        using var shifter = Browser();
        Assert.Contains("Stopped", (await shifter.SignInAsync("cern", "shifter", Password)).Text);

        Assert.Contains($"Partition np04/{Name} is to run.", (await shifter.SubmitAsync($"/partitions/np04/{Name}/start")).Text);

        Assert.Equal("Running cern:shifter", (await sandbox.KubectlAsync("get", "partition", Name, "-n", "np04", "-o", "jsonpath={.spec.state} {.spec.stateChangedBy}")).Out);
        await Eventually.Async(async () => (await shifter.OpenAsync("/cards")).Text, text => text.Contains($"np04/{Name} cern:shifter", StringComparison.Ordinal), "the card is held for the shifter");

        using var viewer = Browser();
        var seen = await viewer.SignInAsync("fermilab", "viewer", Password);
        Assert.Contains(Name, seen.Text);
        Assert.DoesNotContain("/stop\"", seen.Html, StringComparison.Ordinal);
        Assert.Contains("User \"fermilab:viewer\" cannot patch resource \"partitions\"", (await viewer.SubmitAsync($"/partitions/np04/{Name}/stop")).Text);

        await shifter.OpenAsync("/partitions");
        Assert.Contains("is to stop", (await shifter.SubmitAsync($"/partitions/np04/{Name}/stop")).Text);
    }

    [Fact]
    public async Task The_cluster_says_who_one_is_and_what_one_may_do()
    {
        using var browser = Browser();
        await browser.SignInAsync("fermilab", "expert", Password);
        var page = await browser.OpenAsync("/me?namespace=np04");
        Assert.Contains("User fermilab:expert Groups fermilab:/dune/np04/experts, fermilab:/dune/np04/shifters, system:authenticated", page.Text);
        Assert.Contains("you may write the partitions of namespace np04", page.Text);
        Assert.Contains("you may take a card away by force", page.Text);
        Assert.Matches("Token good until 20[0-9-]+ [0-9:]+ UTC , for 14m", page.Text);
    }

    [Fact]
    public async Task Who_may_see_nothing_is_told_whom_to_ask()
    {
        using var newcomer = Browser();
        Assert.Contains("cannot list resource \"partitions\"", (await newcomer.SignInAsync("fermilab", "newcomer", Password)).Text);
        Assert.Contains("--clusterrole=kubedaq-viewer --user=fermilab:newcomer", (await newcomer.OpenAsync("/me?namespace=np04")).Text);
        using var nameless = Browser();
        Assert.Contains("the token has no claim cern_upn", (await nameless.SignInAsync("cern", "newcomer", Password)).Text);
        using var impostor = Browser();
        Assert.Contains("starts with system:", (await impostor.SignInAsync("cern", "impostor", Password)).Text);
        Assert.Contains("Groups system:authenticated Signed in", (await ImpostorOfFermilabAsync()).Text);
    }

    [Fact]
    public async Task After_a_whole_round_no_secret_is_in_the_log()
    {
        using var browser = Browser();
        var page = await browser.SignInAsync("cern", "shifter", Password);
        var cookie = browser.SessionCookie!;
        var leaving = await browser.SubmitAsync("/signout");
        var token = Uri.UnescapeDataString(leaving.Refresh.Split("id_token_hint=")[1].Split('&')[0]);
        await browser.OpenAsync(leaving.Refresh);
        string[] secrets = [Password, File.ReadAllText(Path.Combine(sandbox.Folder, "console-secret")).Trim(), cookie, token, token.Split('.')[2], page.Field("__RequestVerificationToken")];

        Assert.Contains("session", _console!.Said);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, _console.Said, StringComparison.Ordinal));
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, sandbox.Log, StringComparison.Ordinal));
        Assert.DoesNotContain("eyJ", _console.Said, StringComparison.Ordinal);
    }

    private async Task<Page> ImpostorOfFermilabAsync()
    {
        using var impostor = Browser();
        await impostor.SignInAsync("fermilab", "impostor", Password);
        return await impostor.OpenAsync("/me");
    }

    private ConsoleBrowser Browser()
    {
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.ImportFromPemFile(Path.Combine(sandbox.Folder, "..", "pki", "ca.crt"));
        return new(trust, _console!.Address);
    }
}

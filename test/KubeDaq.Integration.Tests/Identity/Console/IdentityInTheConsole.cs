using KubeDaq.Integration.Tests.Clusters;
using static KubeDaq.Integration.Tests.Identity.AuditTrail;
using static KubeDaq.Integration.Tests.Partitions.PartitionManifest;

namespace KubeDaq.Integration.Tests.Identity.Console;

/// <summary>People of both laboratories work in the console as themselves.</summary>
[Collection(IdentitySandbox.Collection)]
public sealed class IdentityInTheConsole(IdentitySandbox sandbox) : IAsyncLifetime
{
    private const string Name = "in-the-console";
    private ConsoleOfThePeople? _console;

    public async ValueTask InitializeAsync()
    {
        IdentitySandbox.NeedsPeople();
        // The kubeconfig's own credentials are an administrator's: were they used, a viewer could do everything.
        _console = await ConsoleOfThePeople.StartAsync(sandbox, sandbox.Kubeconfig);
    }

    public async ValueTask DisposeAsync()
    {
        if (_console is not null) await _console.DisposeAsync();
    }

    [Fact]
    public async Task A_shifter_starts_and_stops_and_a_viewer_of_the_other_laboratory_looks_on()
    {
        var partition = Of(Name, Application("readout", "apa001")).With("state", "Stopped").ToJsonString();
        (await Command.RunAsync(Executables.Kubectl!, ["create", "-n", "np04", "-f", "-"], partition, new Dictionary<string, string> { ["KUBECONFIG"] = sandbox.Kubeconfig })).Succeeded();
        var shifter = await _console!.BrowserOfAsync("cern", "shifter");
        Assert.Contains($"{Name} Stopped", shifter.Last.Text);

        Assert.Contains($"Partition np04/{Name} is to run.", (await shifter.SubmitAsync($"/partitions/np04/{Name}/start")).Text);

        Assert.Equal("Running cern:shifter", await FieldAsync("{.spec.state} {.spec.stateChangedBy}"));
        await Eventually.Async(async () => (await shifter.OpenAsync("/cards")).Text, text => text.Contains($"np04/{Name} cern:shifter", StringComparison.Ordinal), "the card is held for the shifter");
        if (sandbox.AuditLog is { } log)
            Assert.Equal("cern:shifter", Text((await new AuditTrail(log).FindAsync("the start", line => Is(line, "patch", "partitions", Name) && Actor(line) == "cern:shifter"))["user"]!["username"]));

        var viewer = await _console.BrowserOfAsync("fermilab", "viewer");
        Assert.Contains(Name, viewer.Last.Text);
        Assert.DoesNotContain("/stop\"", viewer.Last.Html, StringComparison.Ordinal);
        Assert.Contains("User \"fermilab:viewer\" cannot patch resource \"partitions\"", (await viewer.SubmitAsync($"/partitions/np04/{Name}/stop")).Text);

        await shifter.OpenAsync("/partitions");
        Assert.Contains("is to stop", (await shifter.SubmitAsync($"/partitions/np04/{Name}/stop")).Text);
        Assert.Equal("Stopped cern:shifter", await FieldAsync("{.spec.state} {.spec.stateChangedBy}"));
        (await sandbox.KubectlAsync("delete", "partition", Name, "-n", "np04")).Succeeded();
    }

    [Fact]
    public async Task The_cluster_says_who_one_is_and_what_one_may_do()
    {
        var page = await (await _console!.BrowserOfAsync("fermilab", "expert")).OpenAsync("/me?namespace=np04");
        Assert.Contains("User fermilab:expert Groups fermilab:/dune/np04/experts, fermilab:/dune/np04/shifters, system:authenticated", page.Text);
        Assert.Contains("you may write the partitions of namespace np04", page.Text);
        Assert.Contains("you may take a card away by force", page.Text);
        Assert.Matches("Token good until 20[0-9-]+ [0-9:]+ UTC , for 1[0-9]m", page.Text);
    }

    [Fact]
    public async Task Who_may_see_nothing_is_told_whom_to_ask()
    {
        var newcomer = await _console!.BrowserOfAsync("fermilab", "newcomer");
        Assert.Contains("cannot list resource \"partitions\"", newcomer.Last.Text);
        Assert.Contains("--clusterrole=kubedaq-viewer --user=fermilab:newcomer", (await newcomer.OpenAsync("/me?namespace=np04")).Text);
        Assert.Contains("the token has no claim cern_upn", (await _console.BrowserOfAsync("cern", "newcomer")).Last.Text);
        Assert.Contains("starts with system:", (await _console.BrowserOfAsync("cern", "impostor")).Last.Text);
        Assert.Contains("Groups system:authenticated Signed in", (await (await _console.BrowserOfAsync("fermilab", "impostor")).OpenAsync("/me")).Text);
    }

    [Fact]
    public async Task An_administrator_ends_the_sessions_of_somebody_else_and_a_shifter_does_not()
    {
        var (viewer, shifter, administrator) = (await _console!.BrowserOfAsync("cern", "viewer"), await _console.BrowserOfAsync("cern", "shifter"), await _console.BrowserOfAsync("fermilab", "administrator"));
        Assert.DoesNotContain("Sessions of somebody else", (await shifter.OpenAsync("/sessions")).Text, StringComparison.Ordinal);
        Assert.Contains("You may not end the sessions of others", (await shifter.SubmitAsync("/sessions/end-person", ("user", "cern:viewer"))).Text);
        Assert.Equal(200, (await viewer.LookAsync("/sessions")).Status);

        await administrator.OpenAsync("/sessions");
        Assert.Contains("1 session(s) of cern:viewer have ended", (await administrator.SubmitAsync("/sessions/end-person", ("user", "cern:viewer"))).Text);
        Assert.Equal("/signin", (await viewer.OpenAsync("/sessions")).Url.AbsolutePath);
    }

    [Fact]
    public async Task After_a_whole_round_no_secret_is_in_a_log()
    {
        var browser = await _console!.BrowserOfAsync("cern", "shifter");
        var (page, cookie) = (browser.Last, browser.SessionCookie!);
        var leaving = await browser.SubmitAsync("/signout");
        await browser.OpenAsync(leaving.Refresh);
        string[] secrets = [_console.Password, File.ReadAllText(Path.Combine(sandbox.Folder, "console-secret")).Trim(), cookie, page.Field("__RequestVerificationToken")];

        Assert.Contains("of cern:shifter ended: signed out", _console.Process.Said);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, _console.Process.Said, StringComparison.Ordinal));
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, sandbox.Log, StringComparison.Ordinal));
        Assert.DoesNotContain("eyJ", _console.Process.Said, StringComparison.Ordinal);
    }

    private async Task<string> FieldAsync(string path) => (await sandbox.KubectlAsync("get", "partition", Name, "-n", "np04", "-o", $"jsonpath={path}")).Succeeded().Out;
}

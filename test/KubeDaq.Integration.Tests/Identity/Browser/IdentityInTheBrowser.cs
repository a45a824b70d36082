using KubeDaq.Integration.Tests.Clusters;
using Microsoft.Playwright;
using static KubeDaq.Integration.Tests.Identity.AuditTrail;
using static KubeDaq.Integration.Tests.Partitions.PartitionManifest;
using static Microsoft.Playwright.Assertions;

namespace KubeDaq.Integration.Tests.Identity.Browser;

/// <summary>What people of two laboratories see and do in the console, with a browser as they have it.</summary>
[Collection(IdentitySandbox.Collection)]
public sealed class IdentityInTheBrowser(IdentitySandbox sandbox, BrowsedConsole console) : IClassFixture<BrowsedConsole>, IAsyncLifetime
{
    private readonly string _name = $"browsed-{Guid.NewGuid():N}"[..13];

    public async ValueTask InitializeAsync()
    {
        IdentitySandbox.NeedsPeople();
        Chromium.Needs();
        var partition = Of(_name, Application("main")).With("state", "Stopped").ToJsonString();
        (await Command.RunAsync(Executables.Kubectl!, ["create", "-n", "np04", "-f", "-"], partition, new Dictionary<string, string> { ["KUBECONFIG"] = sandbox.Kubeconfig })).Succeeded();
    }

    public async ValueTask DisposeAsync()
    {
        if (sandbox.IsThere) await sandbox.KubectlAsync("delete", "partition", _name, "-n", "np04", "--ignore-not-found");
    }

    [Fact]
    public async Task A_shifter_of_CERN_starts_a_partition_and_the_cluster_knows_it_was_that_person()
    {
        var page = await console.SignInAsync("cern", "shifter");
        await Expect(BrowsedConsole.Row(page, _name)).ToContainTextAsync("Stopped");
        await page.GetByRole(AriaRole.Button, new() { Name = $"Start {_name}" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync($"Partition np04/{_name} is to run.");
        await Eventually.Async(() => StateAsync(page), state => state.Contains("Running", StringComparison.Ordinal), "the console shows that the partition runs", 60);
        await Expect(BrowsedConsole.Row(page, _name)).ToContainTextAsync("cern:shifter");

        Assert.Equal("cern:shifter", (await sandbox.KubectlAsync("get", "partition", _name, "-n", "np04", "-o", "jsonpath={.spec.stateChangedBy}")).Succeeded().Out);
        await page.GetByRole(AriaRole.Link, new() { Name = "Who am I" }).ClickAsync();
        await Expect(page.GetByText("cern:shifter", new() { Exact = true }).Last).ToBeVisibleAsync();
        if (sandbox.AuditLog is { } log)
        {
            var started = await new AuditTrail(log).FindAsync("the start", line => Is(line, "patch", "partitions", _name) && Text(line["stage"]) == "ResponseComplete");
            Assert.Equal(("cern:shifter", null), (Text(started["user"]!["username"]), started["impersonatedUser"]));
            Assert.StartsWith("kubedaq/", Text(started["userAgent"]), StringComparison.Ordinal);
            await new AuditTrail(log).FindAsync("who the API server says it is", line => Text(line["objectRef"]?["resource"]) == "selfsubjectreviews" && Actor(line) == "cern:shifter" && Text(line["userAgent"]) == Text(started["userAgent"]));
        }
    }

    [Fact]
    public async Task After_sign_out_one_is_signed_out_at_the_laboratory_too()
    {
        var page = await console.SignInAsync("cern", "shifter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "You are signed out", Exact = true })).ToBeVisibleAsync();

        await Chromium.OpenAsync(page, console.Address + "partitions");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in", Exact = true })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in at cern" }).ClickAsync();
        // Who was still signed in there would come back at once.
        await Expect(page.GetByLabel("Password")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_viewer_of_Fermilab_has_no_button_and_is_refused_by_the_cluster_without_one()
    {
        var page = await console.SignInAsync("fermilab", "viewer");
        await Expect(BrowsedConsole.Row(page, _name)).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Start" })).ToHaveCountAsync(0);

        // The form of another button, with its token, sent by hand to where the missing one would go.
        await page.EvalOnSelectorAsync("form[action='/signout']", $"form => form.action = '/partitions/np04/{_name}/start'");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("User \"fermilab:viewer\" cannot patch resource \"partitions\"");
        Assert.Equal("Stopped", (await sandbox.KubectlAsync("get", "partition", _name, "-n", "np04", "-o", "jsonpath={.spec.state}")).Succeeded().Out);
    }

    [Fact]
    public async Task A_browser_that_does_not_trust_the_authority_does_not_enter()
    {
        await using var stranger = await console.StrangerAsync();
        var page = await stranger.WindowAsync();
        var error = await Assert.ThrowsAsync<PlaywrightException>(() => Chromium.OpenAsync(page, console.Address));
        Assert.Contains("ERR_CERT_AUTHORITY_INVALID", error.Message, StringComparison.Ordinal);
    }

    private async Task<string> StateAsync(IPage page)
    {
        await page.ReloadAsync();
        return await BrowsedConsole.Row(page, _name).InnerTextAsync();
    }
}

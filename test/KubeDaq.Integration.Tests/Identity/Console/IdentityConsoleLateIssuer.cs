namespace KubeDaq.Integration.Tests.Identity.Console;

/// <summary>An issuer that did not answer when the console started.</summary>
public sealed class IdentityConsoleLateIssuer(ConsoleOfTwoIssuers console) : IClassFixture<ConsoleOfTwoIssuers>
{
    [Fact]
    public async Task It_is_told_to_who_asks_and_used_as_soon_as_it_answers()
    {
        console.A.IsDown = true;
        var page = await console.Browser().OpenAsync("/start/a");
        Assert.Equal(503, page.Status);
        Assert.Contains("a's sign-in cannot be reached", page.Text);
        Assert.Contains("Signed in as b:bob", (await console.BrowserOfAsync(console.B, "bob")).Last.Text);

        console.A.IsDown = false;
        Assert.Contains("Signed in as a:alice", (await console.BrowserOfAsync(console.A, "alice")).Last.Text);
    }
}

namespace KubeDaq.Integration.Tests.Identity.Console;

/// <summary>Sessions are renewed, end when they must, and an issuer that is down takes nobody else along.</summary>
public sealed class IdentityConsoleSessions(ConsoleOfTwoIssuers console) : IClassFixture<ConsoleOfTwoIssuers>
{
    /// <summary>So short that each request renews it.</summary>
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_token_is_renewed_before_its_end_and_by_one_request_at_a_time()
    {
        console.A.Lifetime = Short;
        var browser = await console.BrowserOfAsync(console.A, "alice");
        var before = console.A.Renewals;
        var others = Enumerable.Range(0, 8).Select(_ => console.Browser()).ToList();
        others.ForEach(other => other.SessionCookie = browser.SessionCookie);

        // A refresh token of this issuer works once: two at a time would end the session.
        var pages = await Task.WhenAll(others.Select(other => other.LookAsync("/sessions")));

        Assert.All(pages, page => Assert.Equal(200, page.Status));
        Assert.InRange(console.A.Renewals, before + 1, before + 8);
        console.A.Lifetime = TimeSpan.FromMinutes(15);
    }

    [Fact]
    public async Task A_session_ends_when_its_issuer_renews_no_more_or_renews_another_person()
    {
        console.A.Lifetime = Short;
        var (dismissed, swapped) = (await console.BrowserOfAsync(console.A, "alice"), await console.BrowserOfAsync(console.B, "bob"));
        console.A.Refuses = true;
        Assert.Equal("/signin", (await dismissed.OpenAsync("/sessions")).Url.AbsolutePath);
        console.A.Refuses = false;
        Assert.Equal("/signin", (await dismissed.OpenAsync("/sessions")).Url.AbsolutePath);

        console.B.Lifetime = Short;
        swapped = await console.BrowserOfAsync(console.B, "bob");
        console.B.Subject = "mallory";
        Assert.Equal("/signin", (await swapped.OpenAsync("/sessions")).Url.AbsolutePath);
        console.A.Lifetime = console.B.Lifetime = TimeSpan.FromMinutes(15);
    }

    [Fact]
    public async Task While_an_issuer_is_down_its_sessions_and_the_other_issuer_go_on()
    {
        console.A.Lifetime = Short;
        var signedIn = await console.BrowserOfAsync(console.A, "alice");
        console.A.IsDown = true;
        Assert.Equal(200, (await signedIn.OpenAsync("/sessions")).Status);
        Assert.Contains("Signed in as b:bob", (await console.BrowserOfAsync(console.B, "bob")).Last.Text);

        console.A.IsDown = false;
        console.A.Lifetime = TimeSpan.FromMinutes(15);
        Assert.Contains("Signed in as a:alice", (await console.BrowserOfAsync(console.A, "alice")).Last.Text);
    }

    [Fact]
    public async Task A_person_ends_sessions_of_his_own_and_of_nobody_else()
    {
        var (here, there, other) = (await console.BrowserOfAsync(console.A, "carol"), await console.BrowserOfAsync(console.A, "carol"), await console.BrowserOfAsync(console.B, "carol"));
        var foreign = other.Last.Field("id");
        await here.OpenAsync("/sessions");
        Assert.Contains("no such session of yours", (await here.SubmitAsync("/sessions/end", ("id", foreign))).Text);
        Assert.Contains("1 other session(s) of yours have ended", (await here.SubmitAsync("/sessions/end-others")).Text);

        Assert.Equal("/signin", (await there.OpenAsync("/sessions")).Url.AbsolutePath);
        Assert.Contains("Signed in as b:carol", (await other.OpenAsync("/sessions")).Text);
    }
}

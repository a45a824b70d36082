namespace KubeDaq.Integration.Tests.Identity.Console;

/// <summary>What another site, or somebody at the same browser, could try.</summary>
public sealed class IdentityConsoleAttacks(ConsoleOfTwoIssuers console) : IClassFixture<ConsoleOfTwoIssuers>
{
    [Fact]
    public async Task A_form_of_another_site_does_nothing()
    {
        var (browser, other) = (await console.BrowserOfAsync(console.A, "alice"), await console.BrowserOfAsync(console.A, "mallory"));
        var token = browser.Last.Field("__RequestVerificationToken");
        var foreign = other.Last.Field("__RequestVerificationToken");
        foreach (var address in new[] { "/signout", "/partitions/np04/coldbox/stop", "/sessions/end-others", "/sessions/end-person" })
        {
            Assert.Equal(400, (await browser.PostAsync(address, [])).Status);
            Assert.Equal(400, (await browser.PostAsync(address, [("__RequestVerificationToken", foreign)])).Status);
            Assert.Equal(400, (await browser.PostAsync(address, [("__RequestVerificationToken", token)], "Sec-Fetch-Site: cross-site")).Status);
            Assert.Equal(400, (await browser.PostAsync(address, [("__RequestVerificationToken", token)], "Sec-Fetch-Site: same-site")).Status);
        }
        Assert.NotEqual(200, (await browser.LookAsync("/signout")).Status);
        Assert.Contains("Signed in as a:alice", (await browser.OpenAsync("/sessions")).Text);
    }

    [Fact]
    public async Task No_page_is_shown_in_a_frame_and_none_runs_a_script()
    {
        var browser = await console.BrowserOfAsync(console.A, "alice");
        foreach (var address in new[] { "/signin", "/start/nobody", "/partitions", "/cards", "/me", "/sessions", "/nothing", "/signed-out", "/console.css", "/signin/a?error=x" })
        {
            var page = await browser.LookAsync(address);
            Assert.Equal("DENY", page.Headers["X-Frame-Options"]);
            var policy = page.Headers["Content-Security-Policy"];
            Assert.Contains("frame-ancestors 'none'", policy);
            Assert.Contains("default-src 'none'", policy);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("script-src", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("<script", page.Html, StringComparison.OrdinalIgnoreCase);
            Assert.Equal(("nosniff", "no-referrer", "max-age=31536000"), (page.Headers["X-Content-Type-Options"], page.Headers["Referrer-Policy"], page.Headers["Strict-Transport-Security"]));
        }
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example")]
    [InlineData("/%5Celsewhere.example")]
    [InlineData("/%09/elsewhere.example")]
    public async Task A_sign_in_leads_back_to_the_console_and_nowhere_else(string wanted)
    {
        var browser = console.Browser();
        Assert.DoesNotContain("elsewhere", (await browser.OpenAsync($"/signin?return={wanted}")).Html, StringComparison.Ordinal);
        Assert.Equal(new Uri(console.Process.Address, "/partitions"), (await browser.OpenAsync($"/start/a?return={wanted}")).Url);
    }

    [Fact]
    public async Task A_cookie_put_into_anothers_browser_does_not_become_his_session()
    {
        var mallory = await console.BrowserOfAsync(console.A, "mallory");
        var planted = mallory.SessionCookie!;
        console.A.Subject = "alice";
        var victim = console.Browser();
        victim.SessionCookie = planted;

        Assert.Contains("Signed in as a:alice", (await victim.OpenAsync("/start/a?return=/sessions")).Text);

        Assert.NotEqual(planted, victim.SessionCookie);
        Assert.Equal(new Uri(console.Process.Address, "/signin?return=%2Fsessions"), (await mallory.OpenAsync("/sessions")).Url);
    }

    [Fact]
    public async Task The_browser_gets_an_opaque_cookie_that_no_script_and_no_other_site_can_use()
    {
        var browser = await console.BrowserOfAsync(console.A, "alice");
        Assert.NotEmpty(browser.CookieLines);
        Assert.All(browser.CookieLines, line =>
        {
            Assert.Matches("^__(Host|Secure)-kubedaq", line);
            Assert.Contains("secure", line, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("httponly", line, StringComparison.OrdinalIgnoreCase);
            Assert.Matches("samesite=(lax|strict)", line);
            Assert.DoesNotContain("domain=", line, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("eyJ", line, StringComparison.Ordinal);
        });
        Assert.Contains(browser.CookieLines, line => line.StartsWith("__Host-kubedaq=", StringComparison.Ordinal) && line.Contains("path=/;", StringComparison.Ordinal) && line.Contains("samesite=lax", StringComparison.Ordinal));
        Assert.DoesNotContain("eyJ", browser.Last.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_cookie_of_a_session_that_was_signed_out_is_worthless()
    {
        var browser = await console.BrowserOfAsync(console.A, "alice");
        var cookie = browser.SessionCookie!;
        var page = await browser.SubmitAsync("/signout");
        Assert.StartsWith($"{console.A.Url}/logout?", page.Refresh, StringComparison.Ordinal);
        Assert.Contains("client_id=", page.Refresh, StringComparison.Ordinal);
        Assert.DoesNotContain("eyJ", page.Refresh, StringComparison.Ordinal);
        Assert.Null(browser.SessionCookie);
        Assert.True(console.A.HasRevoked);
        Assert.Contains("You are signed out", (await browser.OpenAsync(page.Refresh)).Text);

        browser.SessionCookie = cookie;
        Assert.Equal("/signin", (await browser.OpenAsync("/sessions")).Url.AbsolutePath);
        browser.SessionCookie = cookie[..^4] + "AAAA";
        Assert.Equal("/signin", (await browser.OpenAsync("/sessions")).Url.AbsolutePath);
    }

    [Fact]
    public async Task A_request_by_another_host_name_or_far_too_large_gets_nothing()
    {
        var browser = await console.BrowserOfAsync(console.A, "alice");
        Assert.Equal(421, (await browser.PostAsync("/partitions", [], "Host: elsewhere.example")).Status);
        Assert.Contains("is no name of a namespace", (await browser.OpenAsync("/partitions?namespace=..")).Text);
        Assert.Equal(400, (await browser.PostAsync("/signout", [("x", new string('x', 200_000))])).Status);
    }
}

using System.Text.Json.Nodes;
using static KubeDaq.Integration.Tests.Identity.Console.TestTokens;

namespace KubeDaq.Integration.Tests.Identity.Console;

/// <summary>An issuer, or whoever stands in its way, hands out a token that is not for this sign-in: nobody is signed in.</summary>
public sealed class IdentityConsoleTokens(ConsoleOfTwoIssuers console) : IClassFixture<ConsoleOfTwoIssuers>
{
    private static long Seconds(int minutes) => TimeProvider.System.GetUtcNow().AddMinutes(minutes).ToUnixTimeSeconds();

    private Dictionary<string, Func<JsonObject, string>> Bad => new()
    {
        ["wrong audience"] = claims => Signed(claims.Saying("aud", "another-program")),
        ["no audience"] = claims => Signed(claims.Saying("aud", null)),
        ["wrong issuer"] = claims => Signed(claims.Saying("iss", "https://elsewhere.example")),
        ["the other issuer's name"] = claims => Signed(claims.Saying("iss", console.B.Url)),
        ["the other issuer's token"] = claims => Sign(claims.Saying("iss", console.B.Url), console.B.Key),
        ["the other issuer's key"] = claims => Sign(claims, console.B.Key),
        ["wrong nonce"] = claims => Signed(claims.Saying("nonce", "of-another-sign-in")),
        ["no nonce"] = claims => Signed(claims.Saying("nonce", null)),
        ["algorithm none"] = claims => Unsigned(claims, "none"),
        ["algorithm None"] = claims => Unsigned(claims, "None"),
        ["no signature"] = claims => Unsigned(claims, "ES256"),
        ["signed with the client's secret"] = claims => SignWithSecret(claims, TestProvider.Secret),
        ["claims altered under the signature"] = claims => Altered(Signed(claims), claims.Saying("sub", "root")),
        ["a key of its own under the right name"] = claims => Sign(claims, TestProvider.NewKey(console.A.Key.KeyId)),
        ["a key that is not published"] = claims => Sign(claims, TestProvider.NewKey("unknown")),
        ["expired"] = claims => Signed(claims.Saying("exp", Seconds(-2)).Saying("nbf", Seconds(-20)).Saying("iat", Seconds(-20))),
        ["without an end"] = claims => Signed(claims.Saying("exp", null)),
        ["not yet valid"] = claims => Signed(claims.Saying("nbf", Seconds(5))),
        ["without a subject"] = claims => Signed(claims.Saying("sub", null)),
        ["of Kubernetes itself"] = claims => Signed(claims.Saying("sub", "system:admin")),
        ["no token"] = _ => "",
        ["no sense"] = _ => "a.b.c",
    };

    [Fact]
    public async Task Each_bad_token_is_refused_and_leaves_no_session()
    {
        var taken = new List<string>();
        foreach (var (name, mint) in Bad)
        {
            console.A.Mint = mint;
            var browser = console.Browser();
            var page = await browser.OpenAsync("/start/a");
            if (page.Status != 403 || !page.Text.Contains("could not be signed in", StringComparison.Ordinal) || browser.SessionCookie is not null)
                taken.Add($"{name}: HTTP {page.Status} {page.Text}");
        }
        console.A.Mint = Signed;

        Assert.Empty(taken);
        Assert.Contains("alice", (await console.BrowserOfAsync(console.A, "alice")).Last.Text);
        Assert.False(console.A.SawNoProof);
    }

    [Fact]
    public async Task An_answer_of_one_issuer_is_not_taken_at_the_door_of_the_other()
    {
        var browser = console.Browser();
        var atB = await browser.LookAsync("/start/b");
        var back = (await browser.LookAsync(atB.Location!.ToString())).Location!;

        var page = await browser.LookAsync($"/signin/a{back.Query}");

        Assert.Equal(403, page.Status);
        Assert.Null(browser.SessionCookie);
    }

    [Fact]
    public async Task An_answer_to_another_browsers_sign_in_is_not_taken()
    {
        var attacker = console.Browser();
        var there = await attacker.LookAsync("/start/a");
        var link = (await attacker.LookAsync(there.Location!.ToString())).Location!;
        var victim = console.Browser();

        Assert.Equal(403, (await victim.LookAsync(link.ToString())).Status);
        Assert.Null(victim.SessionCookie);
        Assert.Equal(302, (await attacker.LookAsync(link.ToString())).Status);
        Assert.Equal(403, (await attacker.LookAsync(link.ToString())).Status);
    }

    [Fact]
    public async Task Sign_in_goes_on_when_an_issuer_changes_its_keys()
    {
        await console.BrowserOfAsync(console.B, "bob");
        console.B.Rotate();
        Assert.Contains("b:bob", (await console.BrowserOfAsync(console.B, "bob")).Last.Text);
    }

    [Fact]
    public async Task The_same_name_at_two_issuers_is_two_people()
    {
        var (atA, atB) = (await console.BrowserOfAsync(console.A, "twin"), await console.BrowserOfAsync(console.B, "twin"));
        Assert.Contains("Signed in as a:twin", atA.Last.Text);
        Assert.Contains("Signed in as b:twin", atB.Last.Text);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches((await atA.OpenAsync("/sessions")).Html, "name=\"id\""));
    }

    private string Signed(JsonObject claims) => Sign(claims, console.A.Key);
}

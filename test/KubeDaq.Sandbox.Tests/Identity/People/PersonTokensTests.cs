using System.Security.Cryptography;
using System.Text.Json.Nodes;
using KubeDaq.Api.Identity;
using KubeDaq.Sandbox.Identity;
using KubeDaq.Sandbox.Identity.People;
using KubeDaq.Sandbox.Identity.Tokens;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.Tokens;

namespace KubeDaq.Sandbox.Tests.Identity.People;

/// <summary>Tokens of people at the API server, good ones and every substitution.</summary>
public sealed class PersonTokensTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private readonly CertificateAuthority _authority;
    private readonly AllTokens _tokens;
    private TestIssuer _cern = null!;
    private TestIssuer _fermilab = null!;

    public PersonTokensTests()
    {
        _authority = CertificateAuthority.OpenOrCreate(_folder.Path, TimeProvider.System);
        _tokens = new(new NoServiceAccounts(), _time);
    }

    private long Now => _time.GetUtcNow().ToUnixTimeSeconds();

    private JsonObject Good => new() { ["iss"] = _cern.Url, ["aud"] = "kubedaq", ["exp"] = Now + 900, ["iat"] = Now, ["sub"] = "1", ["cern_upn"] = "gcrone", ["cern_roles"] = new JsonArray("shifters") };

    public async ValueTask InitializeAsync()
    {
        (_cern, _fermilab) = (await TestIssuer.StartAsync(_authority), await TestIssuer.StartAsync(_authority));
        var site = SiteReading.Read($"""
            issuers:
            - {"{"}preset: cern, url: '{_cern.Url}', clients: [kubedaq, kubedaq-console]{"}"}
            - {"{"}preset: fermilab, url: '{_fermilab.Url}', clients: [kubedaq]{"}"}
            """, out _)!;
        var configuration = AuthenticationConfiguration.Of(site, new Dictionary<string, string> { ["cern"] = _authority.CertificatePem, ["fermilab"] = _authority.CertificatePem });
        _tokens.Know(IssuerDescription.ReadAll(configuration, "site"));
    }

    public async ValueTask DisposeAsync()
    {
        await _cern.DisposeAsync();
        await _fermilab.DisposeAsync();
        _tokens.Dispose();
        _authority.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_good_token_names_its_user_and_groups_with_the_issuers_prefix()
    {
        var user = (await _tokens.JudgeAsync(_cern.Sign(Good), [])).User!;
        Assert.Equal("cern:gcrone", user.Name);
        Assert.Equal(["cern:shifters", "system:authenticated"], user.Groups);
        Assert.Equal(["cern"], user.Extra["dune.daq/issuer"]);
    }

    [Fact]
    public async Task The_same_subject_at_two_issuers_is_two_people()
    {
        var other = Good;
        (other["iss"], other["sub"]) = (_fermilab.Url, "gcrone");
        Assert.Equal("fermilab:gcrone", (await _tokens.JudgeAsync(_fermilab.Sign(other), [])).User!.Name);
        Assert.Equal("cern:gcrone", (await _tokens.JudgeAsync(_cern.Sign(Good), [])).User!.Name);
    }

    [Fact]
    public async Task A_group_of_Kubernetes_itself_in_a_claim_gives_nothing()
    {
        var claims = With("cern_roles", new JsonArray("system:masters", "shifters"));
        Assert.Equal(["cern:shifters", "system:authenticated"], (await _tokens.JudgeAsync(_cern.Sign(claims), [])).User!.Groups);
    }

    [Fact]
    public async Task Roles_that_are_absent_are_no_groups_and_roles_of_any_client_count()
    {
        var none = Good;
        none.Remove("cern_roles");
        Assert.Equal(["system:authenticated"], (await _tokens.JudgeAsync(_cern.Sign(none), [])).User!.Groups);
        none["resource_access"] = new JsonObject { ["kubedaq-console"] = new JsonObject { ["roles"] = new JsonArray("experts") } };
        Assert.Equal(["cern:experts", "system:authenticated"], (await _tokens.JudgeAsync(_cern.Sign(none), [])).User!.Groups);
    }

    [Fact]
    public Task A_token_for_another_audience_is_refused() => IsRefusedAsync(With("aud", "some-other-program"), "it is for \"some-other-program\"");

    [Fact]
    public Task An_expired_token_is_refused() => IsRefusedAsync(With("exp", Now - 1), "it has expired; sign in again");

    [Fact]
    public Task A_token_without_an_end_is_refused() => IsRefusedAsync(With("exp", null), "it has no expiry time");

    [Theory]
    [InlineData("nbf", "it is not good yet")]
    [InlineData("iat", "it was issued in the future")]
    public Task A_token_of_the_future_is_refused(string claim, string why) => IsRefusedAsync(With(claim, Now + 600), why);

    [Fact]
    public Task A_token_without_the_users_name_says_which_claim_is_missing() => IsRefusedAsync(With("cern_upn", null), "the token has no claim cern_upn");

    [Fact]
    public Task A_user_of_Kubernetes_itself_is_refused() => IsRefusedAsync(With("cern_upn", "system:admin"), "reserved for Kubernetes itself");

    [Fact]
    public Task A_name_with_a_line_feed_is_refused() => IsRefusedAsync(With("cern_upn", "gcrone\n"), "letters that cannot be used");

    [Fact]
    public async Task A_token_of_another_issuer_is_nobodys()
    {
        var verdict = await _tokens.JudgeAsync(_cern.Sign(With("iss", "https://elsewhere")), []);
        Assert.Null(verdict.User);
        Assert.Null(verdict.Advice);
    }

    [Fact]
    public async Task A_token_that_one_issuer_signed_in_the_name_of_the_other_is_refused()
    {
        var verdict = await _tokens.JudgeAsync(_fermilab.Sign(Good), []);
        Assert.Contains("not signed by a key that the issuer publishes", verdict.Advice);
    }

    [Fact]
    public async Task A_token_without_a_signature_is_refused()
    {
        var none = $"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""")}.{Base64UrlEncoder.Encode(Good.ToJsonString())}.";
        Assert.Contains("signed with \"none\"", (await _tokens.JudgeAsync(none, [])).Advice);
    }

    [Fact]
    public async Task A_token_signed_with_the_public_key_as_a_shared_secret_is_refused()
    {
        var secret = new SymmetricSecurityKey(_cern.Published[0].ECDsa.ExportSubjectPublicKeyInfo()) { KeyId = _cern.Published[0].KeyId };
        var verdict = await _tokens.JudgeAsync(_cern.Sign(Good, new(secret, SecurityAlgorithms.HmacSha256)), []);
        Assert.Null(verdict.User);
        Assert.Contains("signed with \"HS256\"", verdict.Advice);
    }

    [Fact]
    public async Task A_key_that_is_not_published_is_refused_even_under_the_name_of_one_that_is()
    {
        var stranger = new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = _cern.Published[0].KeyId };
        Assert.Null((await _tokens.JudgeAsync(_cern.Sign(Good, new(stranger, SecurityAlgorithms.EcdsaSha256)), [])).User);
        Assert.Null((await _tokens.JudgeAsync(_cern.Sign(Good, new(TestIssuer.NewKey(), SecurityAlgorithms.EcdsaSha256)), [])).User);
    }

    [Fact]
    public async Task A_changed_payload_is_refused()
    {
        var parts = _cern.Sign(Good).Split('.');
        var forged = $"{parts[0]}.{Base64UrlEncoder.Encode(With("cern_upn", "administrator").ToJsonString())}.{parts[2]}";
        Assert.Null((await _tokens.JudgeAsync(forged, [])).User);
    }

    [Fact]
    public async Task A_new_key_is_taken_at_once_and_a_withdrawn_one_within_a_minute_is_not()
    {
        var old = _cern.Sign(Good);
        Assert.NotNull((await _tokens.JudgeAsync(old, [])).User);
        _cern.Published[0] = TestIssuer.NewKey();
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.NotNull((await _tokens.JudgeAsync(_cern.Sign(Good), [])).User);
        Assert.Null((await _tokens.JudgeAsync(old, [])).User);
    }

    [Fact]
    public async Task Made_up_keys_do_not_make_the_issuer_be_asked_for_each()
    {
        for (var i = 0; i < 20; i++)
            await _tokens.JudgeAsync(_cern.Sign(Good, new(TestIssuer.NewKey(), SecurityAlgorithms.EcdsaSha256)), []);
        Assert.Equal(1, _cern.Asked);
    }

    private JsonObject With(string claim, JsonNode? value)
    {
        var claims = Good;
        if (value is null)
            claims.Remove(claim);
        else
            claims[claim] = value;
        return claims;
    }

    private async Task IsRefusedAsync(JsonObject claims, string why)
    {
        var verdict = await _tokens.JudgeAsync(_cern.Sign(claims), []);
        Assert.Null(verdict.User);
        Assert.Contains(why, verdict.Advice);
    }

    private sealed class NoServiceAccounts : ITokenJudge
    {
        public ValueTask<TokenVerdict> JudgeAsync(string token, IReadOnlyList<string> audiences) => new(TokenVerdict.Refuse(null));
    }
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Identity.Tokens;
using KubeDaq.Sandbox.Storage;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.Tokens;

namespace KubeDaq.Sandbox.Tests.Identity.Tokens;

public sealed class TokenTests : IDisposable
{
    private static readonly GroupResource Accounts = new("", "serviceaccounts");
    private static readonly GroupResource Pods = new("", "pods");

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new(2026, 11, 24, 6, 0, 0, TimeSpan.Zero));
    private readonly ObjectStore _store = new();
    private readonly TokenSigner _signer;
    private readonly TokenAuthenticator _tokens;
    private readonly TokenClaims _claims;

    public TokenTests()
    {
        _signer = TokenSigner.OpenOrCreate(_folder.Path);
        _tokens = new(_signer, new PlainObjects(_store), _time);
        Put(Accounts, "coldbox", "uid-1");
        Put(Pods, "readout", "uid-2");
        var now = _time.GetUtcNow();
        _claims = new(new("np04", "coldbox"), "uid-1", [TokenSigner.Issuer], "id-1", now, now.AddHours(1));
    }

    [Fact]
    public async Task A_good_token_names_its_service_account()
    {
        var verdict = await _tokens.JudgeAsync(_signer.Sign(_claims), []);
        Assert.Equal("system:serviceaccount:np04:coldbox", verdict.User!.Name);
        Assert.Equal("uid-1", verdict.User.Uid);
        Assert.Equal(["system:serviceaccounts", "system:serviceaccounts:np04", "system:authenticated"], verdict.User.Groups);
        Assert.Equal(["JTI=id-1"], verdict.User.Extra["authentication.kubernetes.io/credential-id"]);
        Assert.Equal([TokenSigner.Issuer], verdict.Audiences);
    }

    [Fact]
    public async Task A_bound_token_names_its_pod_and_host()
    {
        var bound = _claims with { Pod = new("readout", "uid-2"), Node = new("daq2", "uid-3") };
        var extra = (await _tokens.JudgeAsync(_signer.Sign(bound), [])).User!.Extra;
        Assert.Equal(["readout"], extra["authentication.kubernetes.io/pod-name"]);
        Assert.Equal(["uid-2"], extra["authentication.kubernetes.io/pod-uid"]);
        Assert.Equal(["daq2"], extra["authentication.kubernetes.io/node-name"]);
        Assert.Equal(["uid-3"], extra["authentication.kubernetes.io/node-uid"]);
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("")]
    [InlineData("a.b.c")]
    [InlineData("....")]
    public Task What_is_no_token_is_refused(string token) => IsRefused(token, "invalid bearer token");

    [Fact]
    public async Task Random_mutations_of_a_token_are_refused()
    {
        var token = _signer.Sign(_claims);
        var random = new Random(1);
        for (var i = 0; i < 300; i++)
        {
            var at = random.Next(token.Length - 1);
            var changed = token.ToCharArray();
            changed[at] = changed[at] == 'A' ? 'B' : 'A';
            // The last character of the signature has spare bits, so it is left alone.
            Assert.Null((await _tokens.JudgeAsync(new(changed), [])).User);
        }
    }

    [Fact]
    public Task Algorithm_none_is_refused() =>
        IsRefused(Unsigned("""{"alg":"none"}""") + ".", "[invalid bearer token, error in cryptographic primitive]");

    [Fact]
    public Task The_public_key_as_a_shared_secret_is_refused()
    {
        var unsigned = Unsigned($$"""{"alg":"HS256","kid":"{{_signer.KeyId}}"}""");
        var publicKey = Encoding.ASCII.GetBytes(_signer.ToKeySet().ToJsonString());
        var signature = HMACSHA256.HashData(publicKey, Encoding.ASCII.GetBytes(unsigned));
        return IsRefused($"{unsigned}.{Base64UrlEncoder.Encode(signature)}", "[invalid bearer token, error in cryptographic primitive]");
    }

    [Fact]
    public async Task Another_key_is_refused()
    {
        using var folder = new TemporaryFolder();
        using var other = TokenSigner.OpenOrCreate(folder.Path);
        await IsRefused(other.Sign(_claims), "[invalid bearer token, error in cryptographic primitive]");
    }

    [Fact]
    public async Task A_token_ends_with_its_time()
    {
        var token = _signer.Sign(_claims);
        _time.Advance(TimeSpan.FromMinutes(62));
        await IsRefused(token, "[invalid bearer token, service account token has expired]");
    }

    [Fact]
    public Task A_token_of_the_future_is_refused() => IsRefused(
        _signer.Sign(_claims with { IssuedAt = _claims.IssuedAt.AddHours(1), Expires = _claims.Expires.AddHours(1) }),
        "[invalid bearer token, service account token is not valid yet]");

    [Fact]
    public async Task A_token_is_for_its_audiences_only()
    {
        var token = _signer.Sign(_claims with { Audiences = ["flx.dune.daq"] });
        await IsRefused(token, $"[invalid bearer token, token audiences [\"flx.dune.daq\"] is invalid for the target audiences [\"{TokenSigner.Issuer}\"]]");
        Assert.Equal(["flx.dune.daq"], (await _tokens.JudgeAsync(token, ["other", "flx.dune.daq"])).Audiences);
    }

    [Fact]
    public async Task A_token_ends_with_its_account()
    {
        var token = _signer.Sign(_claims);
        Remove(Accounts, "coldbox");
        await IsRefused(token, "[invalid bearer token, serviceaccounts \"coldbox\" not found]");
        Put(Accounts, "coldbox", "uid-9");
        await IsRefused(token, "[invalid bearer token, service account UID (uid-9) does not match claim (uid-1)]");
    }

    [Fact]
    public async Task A_token_ends_with_its_pod()
    {
        var token = _signer.Sign(_claims with { Pod = new("readout", "uid-2") });
        Assert.NotNull((await _tokens.JudgeAsync(token, [])).User);
        Remove(Pods, "readout");
        await IsRefused(token, "[invalid bearer token, service account token has been invalidated]");
        Put(Pods, "readout", "uid-9");
        await IsRefused(token, "[invalid bearer token, pod UID (uid-9) does not match service account pod ref claim (uid-2)]");
    }

    [Fact]
    public async Task Tokens_stay_good_when_the_key_is_read_again()
    {
        var token = _signer.Sign(_claims);
        using var again = TokenSigner.OpenOrCreate(_folder.Path);
        Assert.NotNull((await again.ReadAsync(token)).Claims);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_folder.Path, "sa.key")));
    }

    public void Dispose()
    {
        _signer.Dispose();
        _folder.Dispose();
    }

    private async Task IsRefused(string token, string error) => Assert.Equal((null, error), await Seen(token));

    private async Task<(object?, string?)> Seen(string token)
    {
        var verdict = await _tokens.JudgeAsync(token, []);
        return (verdict.User, verdict.Error);
    }

    private string Unsigned(string header) => $"{Encode(header)}.{Encode(_claims.ToJson(TokenSigner.Issuer).ToJsonString())}";

    private static string Encode(string text) => Base64UrlEncoder.Encode(text);

    private void Put(GroupResource kind, string name, string uid) =>
        Assert.NotNull(_store.TryWrite(new(kind, "np04", name), new JsonObject { ["metadata"] = new JsonObject { ["name"] = name, ["uid"] = uid } }, null));

    private void Remove(GroupResource kind, string name)
    {
        var key = new ObjectKey(kind, "np04", name);
        Assert.NotNull(_store.TryRemove(key, null, _store.Get(key)!));
    }
}

using System.Security.Cryptography;
using KubeDaq.Api.Identity;
using KubeDaq.Console.Configuration;
using KubeDaq.Console.SigningIn;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace KubeDaq.Console.Tests.SigningIn;

public sealed class SignedTokenTests : IDisposable
{
    private const string Discovered = "https://issuer.example";
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero));
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose() => _key.Dispose();

    [Fact]
    public async Task A_token_of_the_issuer_is_good_while_it_lasts()
    {
        Assert.Equal("alice", (await CheckAsync(Token(Discovered), null))?.Subject);
        _time.Advance(TimeSpan.FromMinutes(20));
        Assert.Null(await CheckAsync(Token(Discovered), null));
    }

    [Fact]
    public async Task Where_the_site_file_names_the_issuer_no_discovery_document_names_another()
    {
        Assert.NotNull(await CheckAsync(Token("https://named.example"), "https://named.example"));
        Assert.Null(await CheckAsync(Token(Discovered), "https://named.example"));
    }

    [Fact]
    public async Task A_token_without_signature_is_refused_whichever_way_it_came()
    {
        var token = Token(Discovered);
        Assert.Null(await CheckAsync(Base64UrlEncoder.Encode("{\"alg\":\"none\"}") + "." + token.Split('.')[1] + ".", null));
        Assert.Null(await CheckAsync(token[..^8] + "AAAAAAAA", null));
    }

    private static Task<JsonWebToken?> CheckAsync(OpenIdConnectOptions options, ECDsa key, string token) =>
        SignedToken.CheckAsync(options, new OpenIdConnectConfiguration { Issuer = Discovered, SigningKeys = { new ECDsaSecurityKey(key) { KeyId = "k" } } }, token);

    private Task<JsonWebToken?> CheckAsync(string token, string? named)
    {
        var site = new SiteIssuer { Name = "a", Url = Discovered, Issuer = named, Clients = ["console"], UserClaim = "sub", GroupClaims = [], Scopes = ["openid"] };
        return CheckAsync(new() { TokenValidationParameters = TokenRules.For(new(site, "console", "secret", ActAs.Token), _time) }, _key, token);
    }

    private string Token(string issuer) => new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
        $$"""{"iss":"{{issuer}}","aud":"console","sub":"alice","exp":1795515000,"iat":1795514400,"nonce":"n"}""",
        new SigningCredentials(new ECDsaSecurityKey(_key) { KeyId = "k" }, SecurityAlgorithms.EcdsaSha256));
}

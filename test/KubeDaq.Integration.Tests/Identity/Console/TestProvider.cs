using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace KubeDaq.Integration.Tests.Identity.Console;

/// <summary>An OpenID provider that signs everybody in at once, with whatever token the test wants it to give.</summary>
internal sealed class TestProvider : IAsyncDisposable
{
    public const string Client = "kubedaq-console";
    public const string Secret = "the-secret-of-the-console-as-a-client";
    private readonly WebApplication _application;
    private readonly ConcurrentDictionary<string, JsonObject> _asked = [];
    private string? _refresh;

    private TestProvider(WebApplication application) => _application = application;

    /// <summary>The issuer.</summary>
    public string Url { get; private set; } = "";

    /// <summary>The key that signs, and is published.</summary>
    public ECDsaSecurityKey Key { get; private set; } = NewKey("first");

    /// <summary>Who signs in next.</summary>
    public string Subject { get; set; } = "alice";

    /// <summary>How long its tokens are good.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Makes the ID token from the claims of a good one.</summary>
    public Func<JsonObject, string> Mint { get; set; } = _ => "";

    /// <summary>Whether it answers nothing but errors.</summary>
    public bool IsDown { get; set; }

    /// <summary>Whether it no longer renews tokens.</summary>
    public bool Refuses { get; set; }

    /// <summary>How often it has renewed a token.</summary>
    public int Renewals { get; private set; }

    /// <summary>Whether the refresh token that it gave last was called back.</summary>
    public bool HasRevoked { get; private set; }

    /// <summary>Whether somebody redeemed a code without the proof that belongs to it.</summary>
    public bool SawNoProof { get; private set; }

    public static async Task<TestProvider> StartAsync(LoopbackCertificates certificates)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificates.Server())));
        var provider = new TestProvider(builder.Build());
        provider.Mint = claims => TestTokens.Sign(claims, provider.Key);
        provider.Map();
        await provider._application.StartAsync(TestContext.Current.CancellationToken);
        provider.Url = provider._application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return provider;
    }

    /// <summary>Signs with another key from now on; the former is published no more.</summary>
    public void Rotate() => Key = NewKey(Guid.NewGuid().ToString("n"));

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();

    internal static ECDsaSecurityKey NewKey(string id) => new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = id };

    private void Map()
    {
        _application.Use((context, next) =>
        {
            context.Response.StatusCode = IsDown ? 500 : 200;
            return IsDown ? Task.CompletedTask : next(context);
        });
        _application.MapGet("/.well-known/openid-configuration", () => Results.Text(Description().ToJsonString(), "application/json"));
        _application.MapGet("/keys", () => Results.Text(Keys().ToJsonString(), "application/json"));
        _application.MapGet("/authorize", Authorize);
        _application.MapGet("/logout", (string post_logout_redirect_uri, string state) => Results.Redirect($"{post_logout_redirect_uri}?state={Uri.EscapeDataString(state)}"));
        _application.MapPost("/revoke", (Delegate)RevokeAsync);
        _application.MapPost("/token", (Delegate)TokenAsync);
    }

    private JsonObject Description() => new()
    {
        ["issuer"] = Url, ["authorization_endpoint"] = $"{Url}/authorize", ["token_endpoint"] = $"{Url}/token", ["jwks_uri"] = $"{Url}/keys", ["end_session_endpoint"] = $"{Url}/logout",
        ["revocation_endpoint"] = $"{Url}/revoke",
    };

    private JsonObject Keys()
    {
        var key = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(Key);
        return new() { ["keys"] = new JsonArray(new JsonObject { ["kty"] = "EC", ["use"] = "sig", ["alg"] = "ES256", ["kid"] = Key.KeyId, ["crv"] = key.Crv, ["x"] = key.X, ["y"] = key.Y }) };
    }

    private IResult Authorize(HttpContext context)
    {
        var query = context.Request.Query;
        var code = Guid.NewGuid().ToString("n");
        _asked[code] = new() { ["nonce"] = query["nonce"].ToString(), ["challenge"] = query["code_challenge"].ToString(), ["sub"] = Subject };
        return Results.Redirect($"{query["redirect_uri"]}?code={code}&state={Uri.EscapeDataString(query["state"]!)}");
    }

    private async Task<IResult> TokenAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        if (form["client_id"] != Client || form["client_secret"] != Secret) return Refusal();
        if (form["grant_type"] == "refresh_token") return Refuses || form["refresh_token"] != _refresh ? Refusal() : Renew();
        if (!_asked.TryRemove(form["code"].ToString(), out var asked)) return Refusal();
        SawNoProof |= Base64UrlEncoder.Encode(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) != asked["challenge"]!.GetValue<string>();
        return Answer(asked["sub"]!.GetValue<string>(), asked["nonce"]!.GetValue<string>());
    }

    private async Task<IResult> RevokeAsync(HttpContext context)
    {
        HasRevoked |= (await context.Request.ReadFormAsync())["token"] == _refresh;
        return Results.Ok();
    }

    private IResult Renew()
    {
        Renewals++;
        return Answer(Subject, null);
    }

    private IResult Answer(string subject, string? nonce)
    {
        _refresh = Guid.NewGuid().ToString("n");
        var claims = TestTokens.Claims(Url, subject, nonce, Lifetime);
        return Results.Text(new JsonObject { ["access_token"] = "opaque", ["token_type"] = "Bearer", ["expires_in"] = 60, ["id_token"] = Mint(claims), ["refresh_token"] = _refresh }.ToJsonString(), "application/json");
    }

    private static IResult Refusal() => Results.Text("""{"error":"invalid_grant"}""", "application/json", statusCode: 400);
}

using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace KubeDaq.Sandbox.Tests.Identity.People;

/// <summary>An issuer whose keys and tokens a test makes as it likes.</summary>
internal sealed class TestIssuer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private TestIssuer(WebApplication application) => _application = application;

    public string Url { get; private set; } = "";

    /// <summary>What it publishes.</summary>
    public List<ECDsaSecurityKey> Published { get; } = [NewKey()];

    public int Asked { get; private set; }

    public static async Task<TestIssuer> StartAsync(CertificateAuthority authority)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        var certificate = authority.IssueServer([IPAddress.Loopback], []);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration()
            .ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        var issuer = new TestIssuer(builder.Build());
        issuer._application.Run(issuer.AnswerAsync);
        await issuer._application.StartAsync(TestContext.Current.CancellationToken);
        issuer.Url = issuer._application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return issuer;
    }

    public static ECDsaSecurityKey NewKey() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = Guid.NewGuid().ToString("N") };

    /// <summary>A token with these claims, signed as asked; null for the key that is published first.</summary>
    public string Sign(JsonObject claims, SigningCredentials? credentials = null) => new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }
        .CreateToken(claims.ToJsonString(), credentials ?? new(Published[0], SecurityAlgorithms.EcdsaSha256));

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path == "/keys")
            return context.Response.WriteAsJsonAsync(new JsonObject { ["keys"] = new JsonArray([.. Published.Select(ToJson)]) });
        Asked++;
        return context.Response.WriteAsJsonAsync(new JsonObject { ["issuer"] = Url, ["jwks_uri"] = $"{Url}/keys" });
    }

    private static JsonObject ToJson(ECDsaSecurityKey key)
    {
        var point = key.ECDsa.ExportParameters(false).Q;
        return new()
        {
            ["kty"] = "EC", ["crv"] = "P-256", ["use"] = "sig", ["kid"] = key.KeyId, ["x"] = Base64UrlEncoder.Encode(point.X), ["y"] = Base64UrlEncoder.Encode(point.Y),
        };
    }
}

using System.Net;
using KubeDaq.Sandbox.Identity;
using KubeDaq.Sandbox.IdentityProvider.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace KubeDaq.Sandbox.IdentityProvider;

/// <summary>One issuer, at its own port of the loopback address.</summary>
internal sealed class IdentityIssuer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private IdentityIssuer(WebApplication application, IssuerProfile profile, Uri url) => (_application, Profile, Url) = (application, profile, url);

    /// <summary>Whom it stands for.</summary>
    public IssuerProfile Profile { get; }

    /// <summary>The issuer as its tokens say it.</summary>
    public Uri Url { get; }

    /// <summary>Opens the port.</summary>
    public static async Task<IdentityIssuer> StartAsync(IssuerProfile profile, IdentityOptions options, StartSecrets secrets, CertificateAuthority authority, TimeProvider time, ILoggerFactory loggers, CancellationToken stop)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddSingleton(loggers).AddSingleton(time);
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(profile).AddSingleton(secrets.Password).AddSingleton<IssuerAddress>().AddSingleton<Tokens>();
        builder.Services.AddSingleton<LoginPage>().AddSingleton<DevicePage>().AddSingleton<KeyRotation>().AddSingleton<Endpoints>();
        builder.Services.AddSingleton(_ => new SigningKeys(profile.UsesEllipticCurve));
        OpenIddictSetup.Add(builder.Services, profile, options, time);
        var certificate = authority.IssueServer([IPAddress.Loopback], ["localhost"]);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate));
        });
        var application = builder.Build();
        Arrange(application, profile);
        await application.StartAsync(stop);
        var address = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        var url = new Uri(address + profile.Path);
        application.Services.GetRequiredService<IssuerAddress>().Url = url;
        await Clients.RegisterAsync(application.Services, secrets.Console, stop);
        return new(application, profile, url);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await _application.StopAsync(deadline.Token);
        await _application.DisposeAsync();
    }

    private static void Arrange(WebApplication application, IssuerProfile profile)
    {
        application.Use(RefuseOtherNames);
        application.UsePathBase(profile.Path);
        application.UseRouting();
        application.UseAuthentication();
        application.Services.GetRequiredService<Endpoints>().Map(application);
    }

    /// <summary>A name that leads here from elsewhere (DNS rebinding) gets nothing.</summary>
    private static Task RefuseOtherNames(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Host.Host is "127.0.0.1" or "localhost")
            return next(context);
        context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
        return Task.CompletedTask;
    }
}

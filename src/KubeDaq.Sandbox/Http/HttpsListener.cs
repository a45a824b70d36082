using System.Net;
using KubeDaq.Sandbox.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace KubeDaq.Sandbox.Http;

/// <summary>The open port.</summary>
internal sealed class HttpsListener : IAsyncDisposable
{
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(5);
    private static readonly string[] Names = ["localhost", "kubernetes", "kubernetes.default", "kubernetes.default.svc", "kubernetes.default.svc.cluster.local"];

    private readonly WebApplication _application;

    private HttpsListener(WebApplication application)
    {
        _application = application;
        Url = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
    }

    /// <summary>Where it listens.</summary>
    public string Url { get; }

    /// <summary>Opens a port on loopback; 0 is any free one.</summary>
    public static async Task<HttpsListener> StartAsync(int port, CertificateAuthority authority, ApiHandler handler, ILoggerFactory loggers, CancellationToken stop)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddSingleton(loggers);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => Configure(kestrel, port, authority));
        var application = builder.Build();
        application.Run(handler.HandleAsync);
        await application.StartAsync(stop);
        return new(application);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var deadline = new CancellationTokenSource(EndsWithin);
        await _application.StopAsync(deadline.Token);
        await _application.DisposeAsync();
    }

    private static void Configure(KestrelServerOptions kestrel, int port, CertificateAuthority authority)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = RequestBody.MaxBytes + 1;
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.Limits.Http2.MaxStreamsPerConnection = 1000;
        var certificate = authority.IssueServer([IPAddress.Loopback, IPAddress.Parse("10.96.0.1")], Names);
        kestrel.Listen(IPAddress.Loopback, port, listen =>
        {
            listen.Protocols = HttpProtocols.Http1AndHttp2;
            listen.UseHttps(https =>
            {
                https.ServerCertificate = certificate;
                https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                https.AllowAnyClientCertificate();
            });
        });
    }
}

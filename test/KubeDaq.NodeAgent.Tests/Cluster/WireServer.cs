using System.Collections.Concurrent;
using System.Net;
using KubeDaq.NodeAgent.Cluster;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace KubeDaq.NodeAgent.Tests.Cluster;

/// <summary>A server on loopback that answers the agent's client as a test says.</summary>
internal sealed class WireServer : IAsyncDisposable
{
    private readonly WebApplication _web;

    private WireServer(WebApplication web) => _web = web;

    /// <summary>Path, query and token of each request, in order.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public Uri Url => new(_web.Urls.Single());

    public static async Task<WireServer> StartAsync(Func<HttpContext, Task> answer, Action<ListenOptions>? listen = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen ?? (_ => { })));
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromMilliseconds(50));
        var server = new WireServer(builder.Build());
        server._web.Run(async context =>
        {
            server.Requests.Enqueue($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString} {context.Request.Headers.Authorization}".TrimEnd());
            await answer(context);
        });
        await server._web.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public ApiServer Client(TokenSource? token = null, System.Security.Cryptography.X509Certificates.X509Certificate2Collection? authorities = null) =>
        new(new ApiAccess(Url, authorities, token, null), TimeProvider.System, NullLogger<ApiServer>.Instance);

    public ValueTask DisposeAsync() => _web.DisposeAsync();
}

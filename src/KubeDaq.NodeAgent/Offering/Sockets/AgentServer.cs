using KubeDaq.NodeAgent.DevicePlugin;
using KubeDaq.NodeAgent.Dra;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace KubeDaq.NodeAgent.Offering.Sockets;

/// <summary>The one server behind all sockets on which kubelets call. It starts when it is first needed.</summary>
internal sealed class KubeletServer : IAsyncDisposable
{
    // A call that is cut off costs a pod its life, or a minute; none that the agent makes wait for itself takes longer.
    private static readonly TimeSpan LastCalls = TimeSpan.FromSeconds(4);

    private readonly KubeletSockets _sockets;
    private readonly Lazy<Task<WebApplication>> _application;

    /// <param name="loggers">Make its logs.</param>
    public KubeletServer(ILoggerFactory loggers)
    {
        _sockets = new(new SocketTransportFactory(Options.Create(new SocketTransportOptions()), loggers));
        _application = new(() => StartAsync(loggers));
    }

    /// <summary>Opens and closes its sockets.</summary>
    public async Task<KubeletSockets> SocketsAsync()
    {
        await _application.Value;
        return _sockets;
    }

    /// <summary>Answers the calls that are under way, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_application.IsValueCreated)
            return;
        await using var application = await _application.Value;
        using var over = new CancellationTokenSource(LastCalls);
        await application.StopAsync(over.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<WebApplication> StartAsync(ILoggerFactory loggers)
    {
        var application = Build(_sockets, loggers);
        await application.StartAsync();
        return application;
    }

    private static WebApplication Build(KubeletSockets sockets, ILoggerFactory loggers)
    {
        // Empty: no configuration files and no environment say where this server listens.
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddSingleton(loggers);
        builder.Services.AddSingleton<IConnectionListenerFactory>(sockets);
        builder.Services.AddRoutingCore();
        builder.Services.AddGrpc();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.RequestHeaderEncodingSelector = AuthorityEncoding.For;
            options.Listen(sockets.EndPoint, endpoint =>
            {
                endpoint.Protocols = HttpProtocols.Http2;
                endpoint.Use(RareHeartbeat.For);
            });
        });
        var application = builder.Build();
        application.MapGrpcService<DevicePluginService>();
        application.MapGrpcService<DraRegistrationService>();
        application.MapGrpcService<DraService>();
        application.MapGrpcService<DraHealthService>();
        return application;
    }
}

using KubeDaq.NodeAgent.DevicePlugin;
using KubeDaq.NodeAgent.Dra;
using KubeDaq.NodeAgent.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace KubeDaq.NodeAgent.Offering.Sockets;

/// <summary>
/// The one server behind all sockets of an agent, those on which kubelets call and that of its pages: each server has a thread that wakes up every
/// second. It starts when it is first needed.
/// </summary>
internal sealed class AgentServer : IAsyncDisposable
{
    // A call that is cut off costs a pod its life, or a minute; none that the agent makes wait for itself takes longer.
    private static readonly TimeSpan LastCalls = TimeSpan.FromSeconds(4);

    // The server's clock beats every second. Nothing here asks for it to the second, and a beat that is later finds the processor awake.
    private static readonly TimeSpan LatestBeat = TimeSpan.FromSeconds(4);

    private readonly ServerSockets _calls;
    private readonly ServerSockets _pages;
    private readonly Lazy<Task<WebApplication>> _application;

    /// <param name="loggers">Make its logs.</param>
    public AgentServer(ILoggerFactory loggers)
    {
        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), loggers);
        (_calls, _pages) = (new(transport, "kubelet"), new(transport, "pages"));
        _application = new(() => StartAsync(loggers));
    }

    /// <summary>Its sockets on which kubelets call: gRPC, and so HTTP/2.</summary>
    public async Task<ServerSockets> CallsAsync()
    {
        await _application.Value;
        return _calls;
    }

    /// <summary>Its sockets for pages: HTTP/1.1, as probes and scrapers speak it.</summary>
    public async Task<ServerSockets> PagesAsync()
    {
        await _application.Value;
        return _pages;
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
        var application = Build(loggers);
        await application.StartAsync();
        return application;
    }

    private WebApplication Build(ILoggerFactory loggers)
    {
        // Empty: no configuration files and no environment say where this server listens.
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddSingleton(loggers);
        builder.Services.AddSingleton<IConnectionListenerFactory>(_calls);
        builder.Services.AddSingleton<IConnectionListenerFactory>(_pages);
        builder.Services.AddRoutingCore();
        builder.Services.AddGrpc();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.RequestHeaderEncodingSelector = AuthorityEncoding.For;
            options.Listen(_calls.EndPoint, endpoint =>
            {
                endpoint.Protocols = HttpProtocols.Http2;
                endpoint.Use(LateBeats);
                endpoint.Use(next => RareHeartbeat.For(next, TimeProvider.System));
            });
            options.Listen(_pages.EndPoint, endpoint => endpoint.Protocols = HttpProtocols.Http1);
        });
        var application = builder.Build();
        application.Use(PageRole.AnswerAsync);
        application.MapGrpcService<DevicePluginService>();
        application.MapGrpcService<DraRegistrationService>();
        application.MapGrpcService<DraService>();
        application.MapGrpcService<DraHealthService>();
        return application;
    }

    // The server beats on a thread of its own, which nothing but the beats of its connections comes to.
    private static ConnectionDelegate LateBeats(ConnectionDelegate next) => connection =>
    {
        connection.Features.Get<IConnectionHeartbeatFeature>()?.OnHeartbeat(_ => TimerSlack.Set(LatestBeat), connection);
        return next(connection);
    };
}

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

/// <summary>The one server behind all sockets that the agent opens for its kubelet.</summary>
internal sealed class KubeletServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private KubeletServer(WebApplication application, KubeletSockets sockets) => (_application, Sockets) = (application, sockets);

    /// <summary>Opens and closes its sockets.</summary>
    public KubeletSockets Sockets { get; }

    /// <summary>Starts it; it has no socket yet.</summary>
    /// <param name="loggers">Make its logs.</param>
    /// <param name="addServices">Adds the services that answer.</param>
    /// <param name="stop">Ends the start.</param>
    public static async Task<KubeletServer> StartAsync(ILoggerFactory loggers, Action<IServiceCollection> addServices, CancellationToken stop)
    {
        var sockets = new KubeletSockets(new SocketTransportFactory(Options.Create(new SocketTransportOptions()), loggers));
        // Empty: no configuration files and no environment say where this server listens.
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddSingleton(loggers);
        builder.Services.AddSingleton<IConnectionListenerFactory>(sockets);
        builder.Services.AddRoutingCore();
        builder.Services.AddGrpc();
        addServices(builder.Services);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.RequestHeaderEncodingSelector = AuthorityEncoding.For;
            options.Listen(sockets.EndPoint, endpoint => endpoint.Protocols = HttpProtocols.Http2);
        });
        var application = builder.Build();
        application.MapGrpcService<DevicePluginService>();
        application.MapGrpcService<DraRegistrationService>();
        application.MapGrpcService<DraService>();
        application.MapGrpcService<DraHealthService>();
        await application.StartAsync(stop);
        return new(application, sockets);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await _application.DisposeAsync();
}

using Grpc.Core;
using KubeDaq.Kubelet.DevicePlugins;
using KubeDaq.Kubelet.Pods;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Processes.Pods;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace KubeDaq.Sandbox.Processes.Devices;

/// <summary>The sockets of all hosts' kubelets for plugins: one server, and each connection knows whose it is.</summary>
internal sealed class PluginServer(IReadOnlyCollection<HostContext> hosts, TimeProvider time, ILoggerFactory loggers) : IBackgroundPart
{
    private static readonly object HostKey = new();

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken stop)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddSingleton(loggers);
        builder.Services.AddRoutingCore();
        builder.Services.AddGrpc();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            foreach (var host in hosts)
                Listen(options, host);
        });
        await using var application = builder.Build();
        application.MapGrpcService<PluginRegistration>();
        application.MapGrpcService<PodResourcesService>();
        await application.StartAsync(stop);
        await Task.Delay(Timeout.InfiniteTimeSpan, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>The host that a call is for.</summary>
    public static HostContext HostOf(ServerCallContext context) =>
        (HostContext)context.GetHttpContext().Features.Get<IConnectionItemsFeature>()!.Items[HostKey]!;

    private static void Listen(KestrelServerOptions options, HostContext host)
    {
        foreach (var socket in new[] { host.Folders.Registration, host.Folders.PodResources })
        {
            options.ListenUnixSocket(socket, endpoint =>
            {
                endpoint.Protocols = HttpProtocols.Http2;
                endpoint.Use(next => connection =>
                {
                    connection.Items[HostKey] = host;
                    return next(connection);
                });
            });
        }
    }
}

/// <summary>Takes registrations of device plugins, as a kubelet does.</summary>
internal sealed class PluginRegistration : Registration.RegistrationBase
{
    /// <inheritdoc/>
    public override async Task<Empty> Register(RegisterRequest request, ServerCallContext context)
    {
        var host = PluginServer.HostOf(context);
        if (request.Version != "v1beta1")
            throw new RpcException(new(StatusCode.Unknown, $"requested API version \"{request.Version}\" is not supported by kubelet. Supported version is \"v1beta1\""));
        await host.Plugins!.RegisterAsync(request.ResourceName, Path.Combine(host.Folders.Plugins, request.Endpoint), context.CancellationToken);
        return new();
    }
}

/// <summary>Says which pod has what, as a kubelet does.</summary>
internal sealed class PodResourcesService : PodResourcesLister.PodResourcesListerBase
{
    /// <inheritdoc/>
    public override Task<ListPodResourcesResponse> List(ListPodResourcesRequest request, ServerCallContext context)
    {
        var response = new ListPodResourcesResponse();
        foreach (var pod in PluginServer.HostOf(context).Devices.Taken.GroupBy(one => one.Pod))
        {
            var container = new ContainerResources { Name = "main" };
            container.Devices.AddRange(pod.Select(one => new ContainerDevices { ResourceName = one.Resource, DeviceIds = { one.Device } }));
            response.PodResources.Add(new PodResources { Namespace = pod.Key.Namespace, Name = pod.Key.Name, Containers = { container } });
        }
        return Task.FromResult(response);
    }
}

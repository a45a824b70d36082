using Grpc.Core;
using KubeDaq.Kubelet.DevicePlugins;
using KubeDaq.NodeAgent.Offering.Sockets;

namespace KubeDaq.NodeAgent.DevicePlugin;

/// <summary>The device plugin of every card: which one is meant, the socket says.</summary>
internal sealed class DevicePluginService : Kubelet.DevicePlugins.DevicePlugin.DevicePluginBase
{
    /// <inheritdoc/>
    public override Task<DevicePluginOptions> GetDevicePluginOptions(Empty request, ServerCallContext context) => Task.FromResult(new DevicePluginOptions());

    /// <inheritdoc/>
    public override Task ListAndWatch(Empty request, IServerStreamWriter<ListAndWatchResponse> responses, ServerCallContext context)
    {
        var role = context.Role<PluginRole>();
        return role.Plugin.ListAndWatchAsync(role, responses, context.CancellationToken);
    }

    /// <inheritdoc/>
    public override Task<AllocateResponse> Allocate(AllocateRequest request, ServerCallContext context)
    {
        var role = context.Role<PluginRole>();
        return role.Plugin.AllocateAsync(role.Resource, request, context.CancellationToken);
    }
}

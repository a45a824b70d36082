using Grpc.Core;
using KubeDaq.Kubelet.DevicePlugins;
using KubeDaq.NodeAgent.Guarding;
using KubeDaq.NodeAgent.Offering.Sockets;
using KubeDaq.NodeAgent.State;
using Microsoft.Extensions.Logging;

namespace KubeDaq.NodeAgent.DevicePlugin;

/// <summary>The device plugin of every card of this host: which one is meant, the socket says.</summary>
internal sealed class DevicePluginService(HostState state, Handover handover, IHostPods pods, Refusals refusals, ILogger log, CancellationToken ending)
    : Kubelet.DevicePlugins.DevicePlugin.DevicePluginBase
{
    /// <inheritdoc/>
    public override Task<DevicePluginOptions> GetDevicePluginOptions(Empty request, ServerCallContext context) => Task.FromResult(new DevicePluginOptions());

    /// <inheritdoc/>
    public override async Task ListAndWatch(Empty request, IServerStreamWriter<ListAndWatchResponse> responses, ServerCallContext context)
    {
        var role = context.Role<PluginRole>();
        // An open stream would hold the agent's end for half a minute.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, ending);
        using var open = role.Streams.Open();
        try
        {
            await TellAsync(role, responses, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The kubelet left, or the agent ends.
        }
    }

    /// <inheritdoc/>
    public override async Task<AllocateResponse> Allocate(AllocateRequest request, ServerCallContext context)
    {
        var resource = context.Role<PluginRole>().Resource;
        var response = new AllocateResponse();
        foreach (var container in request.ContainerRequests)
        {
            if (container.DevicesIds is not [var id] || id != resource.Part.Name)
                throw new RpcException(new(StatusCode.InvalidArgument, $"{resource.Name} has one device, {resource.Part.Name}; asked for: {string.Join(", ", container.DevicesIds)}"));
            var requesters = new ResourceRequesters(pods, resource.Name);
            if (await handover.GiveAsync(resource.Part, requesters, null, context.CancellationToken) is { } refusal)
            {
                refusals.Tell(resource.Part, requesters.Known, refusal);
                throw new RpcException(new(StatusCode.FailedPrecondition, refusal.Message));
            }
            GuardLog.HandedOver(log, resource.Part.Name, string.Join(" or ", requesters.Known.Select(requester => requester.Pod)));
            response.ContainerResponses.Add(PluginAnswers.Handed(resource));
        }
        return response;
    }

    private async Task TellAsync(PluginRole role, IServerStreamWriter<ListAndWatchResponse> responses, CancellationToken stop)
    {
        ListAndWatchResponse? told = null;
        while (true)
        {
            var (cards, records) = (state.Cards.Version, state.Records.Version);
            var now = PluginAnswers.Devices(role.Resource, Of(state.Cards.Current, role), Of(state.Records.Current, role));
            if (!now.Equals(told))
                await responses.WriteAsync(told = now, stop);
            await Task.WhenAny(state.Cards.NextAsync(cards, stop), state.Records.NextAsync(records, stop));
            stop.ThrowIfCancellationRequested();
        }
    }

    private static T? Of<T>(IReadOnlyDictionary<string, T>? all, PluginRole role) where T : class => all?.GetValueOrDefault(role.Resource.Part.Card);
}

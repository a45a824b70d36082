using Grpc.Core;
using KubeDaq.Kubelet.DevicePlugins;
using KubeDaq.NodeAgent.Guarding;
using KubeDaq.NodeAgent.Offering;
using KubeDaq.NodeAgent.State;

namespace KubeDaq.NodeAgent.DevicePlugin;

/// <summary>The device plugin of the cards of one host.</summary>
internal sealed class CardPlugin(HostState state, GuardParts guard, CancellationToken ending)
{
    /// <summary>Tells the device of a resource and each change of it, until the kubelet leaves or the agent ends.</summary>
    public async Task ListAndWatchAsync(PluginRole role, IServerStreamWriter<ListAndWatchResponse> responses, CancellationToken left)
    {
        // An open stream would hold the agent's end for half a minute.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(left, ending);
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

    /// <summary>Hands a resource over to a container.</summary>
    public async Task<AllocateResponse> AllocateAsync(CardResource resource, AllocateRequest request, CancellationToken stop)
    {
        var response = new AllocateResponse();
        foreach (var container in request.ContainerRequests)
        {
            if (container.DevicesIds is not [var id] || id != resource.Part.Name)
                throw new RpcException(new(StatusCode.InvalidArgument, $"{resource.Name} has one device, {resource.Part.Name}; asked for: {string.Join(", ", container.DevicesIds)}"));
            var requesters = new ResourceRequesters(guard.Pods, resource.Name);
            if (await guard.Handover.GiveAsync(resource.Part, requesters, null, stop) is { } refusal)
            {
                guard.Refusals.Tell(resource.Part, requesters.Known, refusal);
                throw new RpcException(new(StatusCode.FailedPrecondition, refusal.Message));
            }
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
            await Changes.FirstAsync(next => [state.Cards.NextAsync(cards, next), state.Records.NextAsync(records, next)], stop);
        }
    }

    private static T? Of<T>(IReadOnlyDictionary<string, T>? all, PluginRole role) where T : class => all?.GetValueOrDefault(role.Resource.Part.Card);
}

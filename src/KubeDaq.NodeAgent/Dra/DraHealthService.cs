using Grpc.Core;
using KubeDaq.Kubelet.DraHealth;
using KubeDaq.NodeAgent.Offering;
using KubeDaq.NodeAgent.Offering.Sockets;
using KubeDaq.NodeAgent.State;

namespace KubeDaq.NodeAgent.Dra;

/// <summary>Tells the kubelet how the cards are; it shows that in the status of the pods that have them.</summary>
internal sealed class DraHealthService(HostState state, string pool, TimeProvider time, CancellationToken ending) : DRAResourceHealth.DRAResourceHealthBase
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(15);
    private const long TimeoutSeconds = 60;

    /// <inheritdoc/>
    public override async Task NodeWatchResources(NodeWatchResourcesRequest request, IServerStreamWriter<NodeWatchResourcesResponse> responses, ServerCallContext context)
    {
        _ = context.Role<DraRole>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, ending);
        try
        {
            while (true)
            {
                var seen = state.Cards.Version;
                await responses.WriteAsync(Now(), stop.Token);
                // Again and again, or the kubelet takes the health for unknown.
                await state.Cards.NextAsync(seen, Period, time, stop.Token);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The kubelet left, or the agent ends.
        }
    }

    private NodeWatchResourcesResponse Now()
    {
        var response = new NodeWatchResourcesResponse();
        foreach (var card in state.Cards.Current?.Values ?? [])
            response.Devices.AddRange(CardResource.Of(card).Select(resource => Health(card, resource)));
        return response;
    }

    private DeviceHealth Health(HostCard card, CardResource resource) => new()
    {
        Device = new() { PoolName = pool, DeviceName = resource.Part.Name },
        Health = card.IsOfferable ? HealthStatus.Healthy : HealthStatus.Unhealthy,
        LastUpdatedTime = time.GetUtcNow().ToUnixTimeSeconds(),
        HealthCheckTimeoutSeconds = TimeoutSeconds,
        Message = card.Withheld?.Message ?? card.Health.Message,
    };
}

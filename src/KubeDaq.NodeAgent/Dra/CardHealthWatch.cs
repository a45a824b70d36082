using Grpc.Core;
using KubeDaq.Kubelet.DraHealth;
using KubeDaq.NodeAgent.Offering;
using KubeDaq.NodeAgent.State;

namespace KubeDaq.NodeAgent.Dra;

/// <summary>The health of the cards of one host, for whoever listens.</summary>
internal sealed class CardHealthWatch(HostState state, string pool, TimeProvider time, CancellationToken ending)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(15);
    private const long TimeoutSeconds = 60;

    /// <summary>Tells it and each change of it, until the kubelet leaves or the agent ends.</summary>
    public async Task TellAsync(IServerStreamWriter<NodeWatchResourcesResponse> responses, CancellationToken left)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(left, ending);
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

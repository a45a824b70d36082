using KubeDaq.NodeAgent.Cluster;
using KubeDaq.NodeAgent.Offering;
using KubeDaq.NodeAgent.State;

namespace KubeDaq.NodeAgent.NodeStatus;

/// <summary>Takes out of a node's capacity what another mode left there: beside a claim, the scheduler would count it as a second card.</summary>
internal static class CapacityRemoval
{
    /// <summary>Takes the host's cards out.</summary>
    /// <exception cref="ApiFailure">The node could not be read or written.</exception>
    public static async Task RunAsync(IApiServer server, HostState state, string node, CancellationToken stop)
    {
        var now = await server.SendAsync(ApiCall.Get($"/api/v1/nodes/{node}"), stop);
        var wanted = (state.Cards.Current?.Values ?? []).SelectMany(CardResource.Of).ToDictionary(one => one.Name, _ => (long?)null);
        if (now["status"]?["capacity"] is not null && CapacityPatch.From(now, wanted) is { } patch)
            await server.SendAsync(ApiCall.Patch($"/api/v1/nodes/{node}/status", patch, ApiCall.JsonPatch), stop);
    }
}

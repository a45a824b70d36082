using System.Text.Json.Nodes;
using KubeDaq.Api;
using KubeDaq.NodeAgent.Cluster;

namespace KubeDaq.NodeAgent.NodeStatus;

/// <summary>
/// Takes out of a node's capacity what another mode left there: before a claim, the scheduler would count that, and the pod would run without its
/// card. All of it, whether or not the card has been found yet: the agent may have started this moment.
/// </summary>
internal static class CapacityRemoval
{
    /// <summary>Takes the host's cards out.</summary>
    /// <exception cref="ApiFailure">The node could not be read or written.</exception>
    public static async Task RunAsync(IApiServer server, string node, CancellationToken stop)
    {
        var now = await server.SendAsync(ApiCall.Get($"/api/v1/nodes/{node}"), stop);
        var left = (now["status"]?["capacity"] as JsonObject ?? [])
            .Where(amount => amount.Key.StartsWith(ApiGroup.CardResourcePrefix, StringComparison.Ordinal))
            .ToDictionary(amount => amount.Key, _ => (long?)null);
        if (left.Count > 0 && CapacityPatch.From(now, left) is { } patch)
            await server.SendAsync(ApiCall.Patch($"/api/v1/nodes/{node}/status", patch, ApiCall.JsonPatch), stop);
    }
}

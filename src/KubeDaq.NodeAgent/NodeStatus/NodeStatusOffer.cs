using System.Text.Json.Nodes;
using KubeDaq.NodeAgent.Cluster;
using KubeDaq.NodeAgent.Offering;
using KubeDaq.NodeAgent.State;
using Microsoft.Extensions.Logging;

namespace KubeDaq.NodeAgent.NodeStatus;

/// <summary>Writes the cards into the capacity of the node: pods are counted, but nothing keeps a device exclusive and no file comes with it.</summary>
internal sealed class NodeStatusOffer(IApiServer server, HostState state, string node, OfferBoard board, TimeProvider time, ILogger log) : IOffer
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    private readonly Latest<JsonNode?> _node = new(null);

    /// <inheritdoc/>
    public Task RunAsync(CancellationToken stop) => Together.RunAsync(stop, FollowAsync, KeepAsync);

    private Task FollowAsync(CancellationToken stop) =>
        server.FollowAsync($"/api/v1/nodes?fieldSelector=metadata.name%3D{node}", nodes => _node.Set(nodes.GetValueOrDefault(node)), stop);

    private async Task KeepAsync(CancellationToken stop)
    {
        while (true)
        {
            var (seen, cards, records) = (_node.Version, state.Cards.Version, state.Records.Version);
            var done = _node.Current is null || state.Cards.Current is null || await TryPatchAsync(_node.Current, stop);
            await Changes.FirstAsync(next =>
                [_node.NextAsync(seen, next), state.Cards.NextAsync(cards, next), state.Records.NextAsync(records, next), Task.Delay(done ? Period : Retry, time, next)], stop);
        }
    }

    private async Task<bool> TryPatchAsync(JsonNode now, CancellationToken stop)
    {
        try
        {
            if (CapacityPatch.From(now, Wanted()) is { } patch)
            {
                await server.SendAsync(ApiCall.Patch($"/api/v1/nodes/{node}/status", patch, ApiCall.JsonPatch), stop);
                NodeStatusLog.Written(log, node);
            }
            Report(null);
            return true;
        }
        catch (ApiFailure failure)
        {
            NodeStatusLog.NotWritten(log, node, failure.Message);
            Report(failure.Message);
            return false;
        }
    }

    private Dictionary<string, long?> Wanted() => Parts().ToDictionary(
        one => one.Resource.Name, one => (long?)(Availability.Of(one.Card, state.Records.Current?.GetValueOrDefault(one.Card.Name)) is null ? 1 : 0));

    private IEnumerable<(HostCard Card, CardResource Resource)> Parts() =>
        (state.Cards.Current?.Values ?? []).SelectMany(card => CardResource.Of(card).Select(resource => (card, resource)));

    private void Report(string? problem)
    {
        foreach (var (_, resource) in Parts())
        {
            board.Set(resource.Part, problem is null
                ? new(true, "AccountingOnly", "its node counts it, but nothing keeps its device files exclusive: the kubelet does not hand them over")
                : new(false, "NodeNotWritten", $"the node's capacity could not be written: {problem}"));
        }
    }
}

using System.Text.Json.Nodes;
using KubeDaq.NodeAgent.Cluster;
using KubeDaq.NodeAgent.Reporting;
using KubeDaq.NodeAgent.State;
using Microsoft.Extensions.Logging;

namespace KubeDaq.NodeAgent.Cvmfs;

/// <summary>Labels this host's node with the repositories that are ready, and takes labels of others away.</summary>
internal sealed class NodeLabels(AgentContext context, IApiServer server) : IAgentPart
{
    private readonly Bell _bell = new();
    private readonly string _path = $"/api/v1/nodes/{context.Options.NodeName}";

    public string Name => "node labels";

    public Task RunAsync(CancellationToken stop) => Task.WhenAll(
        _bell.FollowAsync(context.State.Repositories, stop),
        new Keeping(_bell, "the node's labels", context.Time, context.Loggers.CreateLogger<NodeLabels>()).RunAsync(LabelAsync, stop));

    /// <summary>Writes what the node has otherwise.</summary>
    public async Task LabelAsync(CancellationToken stop)
    {
        if (context.State.Repositories.Current is not { } repositories)
            return;
        var node = await server.SendAsync(ApiCall.Get(_path), stop);
        var wanted = repositories.Where(r => r.Value.Ready).Select(r => RepositoryLabel.Key(r.Key)).ToHashSet();
        var found = (node["metadata"]?["labels"] as JsonObject ?? []).Where(l => l.Key.StartsWith(RepositoryLabel.Prefix, StringComparison.Ordinal)).ToList();
        var labels = new JsonObject();
        foreach (var (key, _) in found.Where(l => !wanted.Contains(l.Key)))
            labels[key] = null;
        foreach (var key in wanted.Where(k => found.All(f => f.Key != k || f.Value?.ToString() != RepositoryLabel.Value)))
            labels[key] = RepositoryLabel.Value;
        if (labels.Count > 0)
            await server.SendAsync(ApiCall.Patch(_path, new JsonObject { ["metadata"] = new JsonObject { ["labels"] = labels } }), stop);
    }
}

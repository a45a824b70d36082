using System.Text.Json.Nodes;
using KubeDaq.NodeAgent.Cluster;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Cli.Hosting.Agents;

/// <summary>What agents in the sandbox's own process ask of the API server: straight from its store, as a hundred connections to itself would be dear.</summary>
internal sealed class SandboxApi(IObjects objects, PodsByNode pods) : IApiServer
{
    private const string PodsOfNode = "/api/v1/pods?fieldSelector=spec.nodeName%3D";
    private const string Cards = "/apis/dune.daq/v1alpha1/readoutcards/";

    /// <inheritdoc/>
    public Task<JsonObject> SendAsync(ApiCall call, CancellationToken stop)
    {
        if (call.Method == HttpMethod.Get && call.Path.StartsWith(PodsOfNode, StringComparison.Ordinal))
            return Task.FromResult(new JsonObject { ["items"] = new JsonArray([.. pods.Read(call.Path[PodsOfNode.Length..]).Select(pod => pod.DeepClone())]) });
        if (call.Method == HttpMethod.Get && call.Path.StartsWith(Cards, StringComparison.Ordinal))
        {
            var card = objects.Get(SandboxAgents.Cards, "", call.Path[Cards.Length..]) ?? throw new ApiFailure(404, "NotFound", $"{call.Path} not found");
            return Task.FromResult(card.Value.DeepClone().AsObject());
        }

        throw new ApiFailure(404, "NotFound", $"agents of a sandbox are not answered this: {call.Method} {call.Path}");
    }

    /// <inheritdoc/>
    public async Task FollowAsync(string path, Action<IReadOnlyDictionary<string, JsonObject>> changed, CancellationToken stop)
    {
        if (!path.StartsWith(PodsOfNode, StringComparison.Ordinal))
            throw new NotSupportedException($"agents of a sandbox do not follow this: {path}");
        pods.Follow(path[PodsOfNode.Length..], changed);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
    }
}

using System.Text.Json.Nodes;
using KubeDaq.NodeAgent.Cluster;
using KubeDaq.NodeAgent.State;

namespace KubeDaq.NodeAgent.Guarding;

/// <summary>Follows the pods that are bound to this host.</summary>
internal sealed class PodWatch(IApiServer server, string node) : IHostPods, IAgentPart
{
    private readonly string _path = $"/api/v1/pods?fieldSelector=spec.nodeName%3D{Uri.EscapeDataString(node)}";

    /// <inheritdoc/>
    public string Name => "pods";

    /// <summary>Those last heard of, for followers.</summary>
    public Latest<IReadOnlyList<HostPod>?> Pods { get; } = new(null);

    /// <inheritdoc/>
    public IReadOnlyList<HostPod>? Known => Pods.Current;

    /// <inheritdoc/>
    public Task RunAsync(CancellationToken stop) => server.FollowAsync(_path, pods => Pods.Set([.. pods.Values.Select(HostPod.Read)]), stop);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<HostPod>?> ReadAsync(CancellationToken stop)
    {
        try
        {
            var list = await server.SendAsync(ApiCall.Get(_path), stop);
            return [.. (list["items"] as JsonArray ?? []).OfType<JsonNode>().Select(HostPod.Read)];
        }
        catch (ApiFailure)
        {
            return null;
        }
    }
}

using System.Text.Json.Nodes;
using KubeDaq.Api;
using KubeDaq.Api.Meta;
using KubeDaq.Cluster.Clients;

namespace KubeDaq.Operator.Pods;

/// <summary>Pods over a connection; templates stay JSON so that no field is lost.</summary>
internal sealed class PodClient(ResourceClient<JsonObject> pods) : IPodClient
{
    public async Task<Pod> CreateAsync(JsonObject pod, CancellationToken stop) => PodReader.Read(await pods.CreateAsync(pod, stop));

    public async Task<Pod?> GetAsync(ObjectName name, CancellationToken stop) =>
        await pods.GetAsync(name, stop) is { } json ? PodReader.Read(json) : null;

    public async Task<IReadOnlyList<Pod>> ListAsync(ObjectName partition, CancellationToken stop)
    {
        var found = await pods.ListAsync(partition.Namespace, $"{ApiGroup.PartitionLabel}={partition.Name}", stop);
        return [.. found.Select(PodReader.Read)];
    }

    public Task DeleteAsync(Pod pod, bool atOnce, CancellationToken stop) =>
        pods.DeleteAsync(pod.Name, new DeleteOptions { Uid = pod.Uid, GracePeriodSeconds = atOnce ? 0 : null }, stop);
}

using System.Text.Json.Nodes;
using KubeDaq.Api;
using KubeDaq.Api.Meta;
using KubeDaq.Operator.Pods;

namespace KubeDaq.Operator.Tests.Clusters;

internal sealed class FakePodClient(FakeStore store, Func<string, Task> before) : IPodClient
{
    public async Task<Pod> CreateAsync(JsonObject pod, CancellationToken stop)
    {
        await before("create");
        return PodReader.Read(store.Create(pod));
    }

    public async Task<Pod?> GetAsync(ObjectName name, CancellationToken stop)
    {
        await before($"get {name.Name}");
        return store.Get(name) is { } pod ? PodReader.Read(pod) : null;
    }

    public async Task<IReadOnlyList<Pod>> ListAsync(ObjectName partition, CancellationToken stop)
    {
        await before("list");
        var selector = $"{ApiGroup.PartitionLabel}={partition.Name}";
        return [.. store.All.Where(p => FakeClient<JsonObject>.Matches(p, partition.Namespace, selector)).Select(PodReader.Read)];
    }

    public async Task DeleteAsync(Pod pod, bool atOnce, CancellationToken stop)
    {
        await before("delete");
        store.Delete(pod.Name, pod.Uid, graceful: !atOnce);
    }
}

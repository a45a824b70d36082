using System.Text.Json.Nodes;
using k8s.Models;
using KubeDaq.Api.Meta;
using KubeDaq.Api.Partitions;
using KubeDaq.Bench.Clusters;
using KubeDaq.Cluster.Caching;
using KubeDaq.Cluster.Clients;
using KubeDaq.Cluster.Connections;
using Microsoft.Extensions.Logging.Abstractions;

namespace KubeDaq.Bench.Boot;

/// <summary>Boots partitions and floors in one namespace of one cluster.</summary>
internal sealed class BootBench : IAsyncDisposable
{
    private readonly ClusterConnection _connection;
    private readonly ObjectName _partition;
    private readonly ResourceClient<Partition> _partitions;
    private readonly BarePods _bare;
    private readonly ResourceClient<PodSight> _sights;
    private readonly ObjectCache<PodSight> _pods;
    private readonly BoundClock _clock;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _background;

    public BootBench(ClusterConnection connection, string run)
    {
        _connection = connection;
        _partition = new ObjectName($"kubedaq-bench-{run}", "boot");
        _partitions = connection.Client(Kinds.Partition);
        _bare = new BarePods(connection.Client(Kinds.Json(Kinds.Pod)));
        _sights = connection.Client(PodSight.Kind);
        var here = new CacheOptions<PodSight> { Selection = new Selection(_partition.Namespace), Resync = null };
        _pods = new ObjectCache<PodSight>(_sights, here, TimeProvider.System, new Random(1), NullLogger<ObjectCache<PodSight>>.Instance);
        _clock = new BoundClock(_pods);
        var kubelet = new FakeKubelet(_sights, _pods);
        _background = Task.WhenAll(_pods.RunAsync(_end.Token), kubelet.RunAsync(_end.Token));
    }

    /// <summary>Makes the namespace and waits until pods can be made in it.</summary>
    public async Task PrepareAsync(CancellationToken stop)
    {
        await _connection.Client(Kinds.Namespace).CreateAsync(new V1Namespace { Metadata = new V1ObjectMeta { Name = _partition.Namespace } }, stop);
        var accounts = _connection.Client(Kinds.ServiceAccount);
        await Until.TrueAsync(async () => await accounts.GetAsync(_partition with { Name = "default" }, stop) is not null, stop);
        await _pods.Synced.WaitAsync(stop);
    }

    /// <summary>Boots the partition once, and ends it.</summary>
    /// <returns>The curve, and the pods that the operator made.</returns>
    public async Task<(Curve Curve, IReadOnlyList<JsonObject> Pods)> BootAsync(FakeRack rack, int pods, CancellationToken stop)
    {
        await rack.SettleAsync(stop);
        try
        {
            var partition = BootPartition.Make(_partition, rack, pods);
            var curve = await _clock.TimeAsync(pods, () => _partitions.CreateAsync(partition, stop), stop);
            return (curve, await _bare.CopyAsync(_partition.Namespace, stop));
        }
        finally
        {
            await RemovePartitionAsync();
        }
    }

    /// <summary>Makes the same pods by a bare client, and ends them.</summary>
    public async Task<Curve> FloorAsync(FakeRack rack, IReadOnlyList<JsonObject> pods, CancellationToken stop)
    {
        await rack.SettleAsync(stop);
        try
        {
            return await _clock.TimeAsync(pods.Count, () => _bare.CreateAsync(pods, stop), stop);
        }
        finally
        {
            await RemovePodsAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.Client(Kinds.Namespace).DeleteAsync(new ObjectName("", _partition.Namespace), (string?)null, CancellationToken.None);
        await _end.CancelAsync();
        await _background.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task RemovePartitionAsync()
    {
        await _partitions.DeleteAsync(_partition, (string?)null, CancellationToken.None);
        await Until.TrueAsync(async () => await _partitions.GetAsync(_partition, CancellationToken.None) is null, CancellationToken.None);
        await RemovePodsAsync();
    }

    private async Task RemovePodsAsync()
    {
        await Parallel.ForEachAsync(_pods.List(), Parallelism.Of(32, CancellationToken.None), async (pod, token) =>
            await _sights.DeleteAsync(pod.Identity.Name, new DeleteOptions { GracePeriodSeconds = 0 }, token));
        await Until.TrueAsync(() => Task.FromResult(_pods.List().Count == 0), CancellationToken.None);
    }
}

using k8s.Models;
using KubeDaq.Api.Meta;
using KubeDaq.Api.Partitions;
using KubeDaq.Cluster.Caching;
using KubeDaq.Cluster.Clients;
using KubeDaq.Cluster.Connections;
using Microsoft.Extensions.Logging.Abstractions;

namespace KubeDaq.Bench.Boot;

/// <summary>Boots a partition, then the floor, in one namespace of one cluster.</summary>
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
        await UntilAsync(async () => await accounts.GetAsync(_partition with { Name = "default" }, stop) is not null, stop);
        await _pods.Synced.WaitAsync(stop);
    }

    public async Task<BootRun> RunAsync(FakeRack rack, int pods, CancellationToken stop)
    {
        await rack.HeartbeatAsync(stop);
        var partition = BootPartition.Make(_partition, rack, pods);
        var ours = await _clock.TimeAsync(pods, () => _partitions.CreateAsync(partition, stop), stop);
        var bare = await _bare.CopyAsync(_partition.Namespace, stop);
        await RemovePartitionAsync(stop);
        await rack.HeartbeatAsync(stop);
        var floor = await _clock.TimeAsync(pods, () => _bare.CreateAsync(bare, stop), stop);
        await RemovePodsAsync(stop);
        return new BootRun(ours, floor);
    }

    public async ValueTask DisposeAsync()
    {
        await RemovePartitionAsync(CancellationToken.None);
        await _connection.Client(Kinds.Namespace).DeleteAsync(new ObjectName("", _partition.Namespace), (string?)null, CancellationToken.None);
        await UntilAsync(() => Task.FromResult(_pods.List().Count == 0), CancellationToken.None);
        await _end.CancelAsync();
        await _background.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task RemovePartitionAsync(CancellationToken stop)
    {
        await _partitions.DeleteAsync(_partition, (string?)null, stop);
        await UntilAsync(async () => await _partitions.GetAsync(_partition, stop) is null && _pods.List().Count == 0, stop);
    }

    private async Task RemovePodsAsync(CancellationToken stop)
    {
        await Parallel.ForEachAsync(_pods.List(), Parallelism.Of(32, stop), async (pod, token) =>
            await _sights.DeleteAsync(pod.Identity.Name, new DeleteOptions { GracePeriodSeconds = 0 }, token));
        await UntilAsync(() => Task.FromResult(_pods.List().Count == 0), stop);
    }

    private static async Task UntilAsync(Func<Task<bool>> condition, CancellationToken stop)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromMinutes(3), TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, late.Token);
        while (!await condition())
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, either.Token);
    }
}

/// <summary>One boot, and the floor of the same minute.</summary>
internal sealed record BootRun(Curve Ours, Curve Floor);

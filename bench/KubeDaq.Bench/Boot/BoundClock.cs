using KubeDaq.Bench.Clusters;
using KubeDaq.Cluster.Caching;

namespace KubeDaq.Bench.Boot;

/// <summary>Takes the time, by a watch, of each pod that is bound to a host.</summary>
internal sealed class BoundClock
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, TimeSpan> _bound = [];
    private readonly IObjectCache<PodSight> _pods;
    private TaskCompletionSource _all = new();
    private long _began;
    private int _expected;

    public BoundClock(IObjectCache<PodSight> pods)
    {
        _pods = pods;
        pods.Changed += (_, now) => See(now);
    }

    /// <summary>Starts the clock, then what makes the pods, and waits until all are bound.</summary>
    public async Task<Curve> TimeAsync(int pods, Func<Task> make, CancellationToken stop)
    {
        lock (_lock)
        {
            _bound.Clear();
            _expected = pods;
            _all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _began = TimeProvider.System.GetTimestamp();
        }

        await make();
        try
        {
            await _all.Task.WaitAsync(Deadline, TimeProvider.System, stop);
        }
        catch (TimeoutException)
        {
            throw new BenchFailure($"only {_bound.Count} of {pods} pods were bound within {Deadline.TotalMinutes:0} minutes ({_pods.List().Count} exist)");
        }

        lock (_lock)
            return new Curve(_bound.Values);
    }

    private void See(PodSight? pod)
    {
        if (pod?.Node is null)
            return;
        lock (_lock)
        {
            if (_bound.TryAdd(pod.Identity.Uid!, TimeProvider.System.GetElapsedTime(_began)) && _bound.Count == _expected)
                _all.TrySetResult();
        }
    }
}

using KubeDaq.Api.Meta;
using KubeDaq.Cluster.Caching;
using KubeDaq.Cluster.Queues;
using Microsoft.Extensions.Logging;

namespace KubeDaq.Cluster.Controllers;

/// <summary>Takes names from a queue and has them reconciled by several workers, one name never by two at a time.</summary>
public sealed class Controller(WorkQueue queue, IReconciler reconciler, TimeProvider time, ILogger<Controller> logger)
{
    private readonly List<Task> _synced = [];

    /// <summary>How many objects are reconciled at a time.</summary>
    public int Workers { get; init; } = 4;

    /// <summary>Queues what a change of a cached object affects, before and after the change; call it before the cache runs.</summary>
    /// <param name="cache">The cache; the controller starts when it is synced.</param>
    /// <param name="affects">Names of the objects to reconcile, from the changed object.</param>
    public void On<T>(IObjectCache<T> cache, Func<T, IEnumerable<ObjectName>> affects)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(cache);
        _synced.Add(cache.Synced);
        cache.Changed += (old, now) =>
        {
            if (old is not null)
                AddAll(affects(old));
            if (now is not null && !ReferenceEquals(old, now))
                AddAll(affects(now));
        };
    }

    /// <summary>Waits for the caches, then works until it is stopped; the work in hand has ended when this ends.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            await Task.WhenAll(_synced).WaitAsync(stop);
            await Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => Task.Run(() => WorkAsync(stop), CancellationToken.None)));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Asked to stop.
        }
    }

    private void AddAll(IEnumerable<ObjectName> keys)
    {
        foreach (var key in keys)
            queue.Add(key);
    }

    private async Task WorkAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var key = await queue.TakeAsync(stop);
            try
            {
                await ReconcileAsync(key, stop);
            }
            finally
            {
                queue.Done(key);
            }
        }
    }

    private async Task ReconcileAsync(ObjectName key, CancellationToken stop)
    {
        var began = time.GetTimestamp();
        var outcome = "stopped";
        try
        {
            var result = await reconciler.ReconcileAsync(key, stop);
            outcome = "done";
            queue.Forget(key);
            if (result.Again is { } again)
                queue.AddAfter(key, again);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Whoever leads next begins with a look at everything.
        }
        catch (Exception e)
        {
            outcome = "failed";
            var delay = queue.AddFailed(key);
            ControllerLog.Failed(logger, queue.Name, key, delay, e);
        }
        finally
        {
            ControllerMetrics.Record(queue.Name, outcome, time.GetElapsedTime(began));
        }
    }
}

using System.Threading.Channels;
using KubeDaq.Api.Meta;

namespace KubeDaq.Cluster.Queues;

/// <summary>
/// Names of objects that must be looked at. A name is here at most once; one that is being worked on is queued once more and handed out
/// only after <see cref="Done"/>, so no two workers ever have the same.
/// </summary>
public sealed class WorkQueue(string name, BackOff backOff, TimeProvider time) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Channel<ObjectName> _ready = Channel.CreateUnbounded<ObjectName>();
    private readonly HashSet<ObjectName> _dirty = [];
    private readonly HashSet<ObjectName> _working = [];
    private readonly Dictionary<ObjectName, int> _failures = [];
    private readonly Dictionary<ObjectName, Later> _later = [];
    private bool _disposed;

    /// <summary>A queue with the usual back-off.</summary>
    public WorkQueue(string name, TimeProvider time)
        : this(name, BackOff.Reconcile, time)
    {
    }

    /// <summary>The name under which it is measured.</summary>
    public string Name => name;

    /// <summary>How many names wait, those that wait for a time not counted.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _dirty.Count;
        }
    }

    /// <summary>Asks for a look at an object as soon as a worker is free.</summary>
    public void Add(ObjectName key)
    {
        lock (_lock)
            AddNeedsLock(key);
    }

    /// <summary>Asks for a look after a time; of several such wishes the earliest counts.</summary>
    public void AddAfter(ObjectName key, TimeSpan delay)
    {
        lock (_lock)
            AddAfterNeedsLock(key, delay);
    }

    /// <summary>Asks for another look after the work on an object failed, later each time.</summary>
    /// <returns>When.</returns>
    public TimeSpan AddFailed(ObjectName key)
    {
        lock (_lock)
        {
            var failures = _failures[key] = _failures.GetValueOrDefault(key) + 1;
            var delay = backOff.After(failures);
            AddAfterNeedsLock(key, delay);
            return delay;
        }
    }

    /// <summary>The work on an object succeeded: its next failure is its first.</summary>
    public void Forget(ObjectName key)
    {
        lock (_lock)
            _failures.Remove(key);
    }

    /// <summary>Waits for a name and hands it out; <see cref="Done"/> must follow.</summary>
    public async ValueTask<ObjectName> TakeAsync(CancellationToken stop)
    {
        var key = await _ready.Reader.ReadAsync(stop);
        HandOut(key);
        return key;
    }

    /// <summary>Hands out a name if one waits; <see cref="Done"/> must follow.</summary>
    public bool TryTake(out ObjectName key)
    {
        if (!_ready.Reader.TryRead(out key))
            return false;
        HandOut(key);
        return true;
    }

    /// <summary>The work on a name that was handed out has ended, well or not.</summary>
    public void Done(ObjectName key)
    {
        lock (_lock)
        {
            if (_working.Remove(key) && _dirty.Contains(key))
                _ready.Writer.TryWrite(key);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            foreach (var later in _later.Values)
                later.Timer.Dispose();
            _later.Clear();
        }
    }

    private void HandOut(ObjectName key)
    {
        lock (_lock)
        {
            _dirty.Remove(key);
            _working.Add(key);
        }

        QueueMetrics.Depth.Add(-1, QueueMetrics.Queue(name));
    }

    private void AddNeedsLock(ObjectName key)
    {
        if (_disposed || !_dirty.Add(key))
            return;
        QueueMetrics.Depth.Add(1, QueueMetrics.Queue(name));
        if (!_working.Contains(key))
            _ready.Writer.TryWrite(key);
    }

    private void AddAfterNeedsLock(ObjectName key, TimeSpan delay)
    {
        if (delay <= TimeSpan.Zero)
        {
            AddNeedsLock(key);
            return;
        }

        var due = time.GetUtcNow() + delay;
        if (_disposed || (_later.TryGetValue(key, out var earlier) && earlier.Due <= due))
            return;
        earlier?.Timer.Dispose();
        // The timer is started only when it is entered, so that it never finds itself missing.
        var later = _later[key] = new Later(due, time.CreateTimer(_ => AddDue(key, due), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
        later.Timer.Change(delay, Timeout.InfiniteTimeSpan);
    }

    private void AddDue(ObjectName key, DateTimeOffset due)
    {
        lock (_lock)
        {
            // A timer that was replaced while it fired leaves its successor alone.
            if (!_later.TryGetValue(key, out var later) || later.Due != due)
                return;
            _later.Remove(key);
            later.Timer.Dispose();
            AddNeedsLock(key);
        }
    }

    private sealed record Later(DateTimeOffset Due, ITimer Timer);
}

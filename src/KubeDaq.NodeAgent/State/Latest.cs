using System.Runtime.CompilerServices;

namespace KubeDaq.NodeAgent.State;

/// <summary>A value of which only the newest counts: one writes it, others follow it and may miss what lay between.</summary>
internal sealed class Latest<T>
{
    private readonly Lock _lock = new();
    private readonly TimeSpan _pause;
    private readonly ITimer? _telling;
    private T _current;
    private long _version;
    private bool _isTelling;
    private TaskCompletionSource _changed = NewSource();

    /// <summary>Followers are told of a change at once.</summary>
    public Latest(T first) => _current = first;

    /// <summary>Followers are told a while after a change, so that whoever made it can end first what it was made for.</summary>
    /// <param name="first">The value at the start.</param>
    /// <param name="pause">From a change until they are told.</param>
    /// <param name="time">The time.</param>
    public Latest(T first, TimeSpan pause, TimeProvider time) =>
        (_current, _pause, _telling) = (first, pause, time.CreateTimer(_ => Tell(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));

    /// <summary>The newest value.</summary>
    public T Current
    {
        get
        {
            lock (_lock)
                return _current;
        }
    }

    /// <summary>How often it was set.</summary>
    public long Version => Look().Version;

    /// <summary>Waits until the value is newer than <paramref name="seen"/>, but not longer than <paramref name="atMost"/>.</summary>
    public async Task NextAsync(long seen, TimeSpan atMost, TimeProvider time, CancellationToken stop)
    {
        var (_, version, changed) = Look();
        if (version > seen)
            return;
        // WaitAsync would make an exception at the end of the time, which costs more than what is looked at then.
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var end = Task.Delay(atMost, time, over.Token);
        await Task.WhenAny(changed, end);
        // To cancel what is over would wake up the pool.
        if (!end.IsCompleted)
            await over.CancelAsync();
        stop.ThrowIfCancellationRequested();
    }

    /// <summary>Waits until the value is newer than <paramref name="seen"/>.</summary>
    public Task NextAsync(long seen, CancellationToken stop)
    {
        var (_, version, changed) = Look();
        return version > seen ? Task.CompletedTask : changed.WaitAsync(stop);
    }

    /// <summary>Puts a newer value in place and tells the followers.</summary>
    public void Set(T value) => Change(_ => value);

    /// <summary>Makes a newer value from the last one, with nobody between.</summary>
    public void Change(Func<T, T> next)
    {
        TaskCompletionSource? changed = null;
        lock (_lock)
        {
            _current = next(_current);
            _version++;
            if (_telling is null)
                (changed, _changed) = (_changed, NewSource());
            else if (!_isTelling)
                _isTelling = _telling.Change(_pause, Timeout.InfiniteTimeSpan);
        }

        changed?.SetResult();
    }

    /// <summary>The value now, and each newer one until stopped.</summary>
    public async IAsyncEnumerable<T> FollowAsync([EnumeratorCancellation] CancellationToken stop)
    {
        for (var seen = -1L; ;)
        {
            var (value, version, changed) = Look();
            if (version == seen)
            {
                await changed.WaitAsync(stop);
                continue;
            }

            seen = version;
            yield return value;
        }
    }

    private void Tell()
    {
        TaskCompletionSource changed;
        lock (_lock)
            (changed, _changed, _isTelling) = (_changed, NewSource(), false);
        changed.SetResult();
    }

    private (T Value, long Version, Task Changed) Look()
    {
        lock (_lock)
            return (_current, _version, _changed.Task);
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

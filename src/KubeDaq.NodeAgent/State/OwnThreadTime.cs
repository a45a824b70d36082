namespace KubeDaq.NodeAgent.State;

/// <summary>
/// The system's time, with a thread of its own on which its timers run, and with them whatever waits for them. It is for what a host at rest does
/// every few seconds: one of the system's timers that is due wakes up its thread twice, one of the pool to run it, and the pool's gate for a second,
/// and waking up is most of what such work costs. What runs here holds up what else is due here, so it is short and does not wait.
/// </summary>
internal sealed class OwnThreadTime : TimeProvider, IDisposable
{
    private readonly object _entry = new();
    private readonly HashSet<OwnTimer> _set = [];
    private readonly Thread _thread;
    private bool _isOver;

    /// <param name="name">The name of its thread.</param>
    public OwnThreadTime(string name)
    {
        _thread = new(Run) { IsBackground = true, Name = name };
        _thread.Start();
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new OwnTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Ends the thread when what runs on it is done; no timer is due any more.</summary>
    public void Dispose()
    {
        lock (_entry)
        {
            _isOver = true;
            Monitor.Pulse(_entry);
        }
    }

    private void Run()
    {
        while (WaitForNext() is { } due)
            due.Call();
    }

    private OwnTimer? WaitForNext()
    {
        lock (_entry)
        {
            while (!_isOver)
            {
                var first = _set.MinBy(timer => timer.Due);
                if (first is not null && first.Due <= Now())
                    return TakeNeedsLock(first);
                Monitor.Wait(_entry, first is null ? Timeout.Infinite : WholeMilliseconds(first.Due - Now()));
            }
        }

        return null;
    }

    private OwnTimer TakeNeedsLock(OwnTimer due)
    {
        if (due.Period is { } period)
            due.Due = Now() + period;
        else
            _set.Remove(due);
        return due;
    }

    // Waits are counted in those, and one that ended too early would be followed by another.
    private static int WholeMilliseconds(TimeSpan left) => (int)Math.Clamp(Math.Ceiling(left.TotalMilliseconds), 0, int.MaxValue);

    private TimeSpan Now() => GetElapsedTime(0);

    private bool Set(OwnTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_entry)
        {
            if (_isOver || timer.IsDisposed)
                return false;
            _set.Remove(timer);
            if (dueTime == Timeout.InfiniteTimeSpan)
                return true;
            (timer.Due, timer.Period) = (Now() + dueTime, period > TimeSpan.Zero ? period : null);
            _set.Add(timer);
            // The thread itself looks again anyway.
            if (Thread.CurrentThread != _thread)
                Monitor.Pulse(_entry);
            return true;
        }
    }

    private void Forget(OwnTimer timer)
    {
        lock (_entry)
        {
            timer.IsDisposed = true;
            _set.Remove(timer);
        }
    }

    private sealed class OwnTimer(OwnThreadTime time, Action call) : ITimer
    {
        public TimeSpan Due { get; set; }

        public TimeSpan? Period { get; set; }

        public bool IsDisposed { get; set; }

        public void Call() => call();

        public bool Change(TimeSpan dueTime, TimeSpan period) => time.Set(this, dueTime, period);

        public void Dispose() => time.Forget(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

namespace KubeDaq.Sandbox.Processes.Pods;

/// <summary>How long a container that ended waits before it is started again: not at all, then longer and longer, until it ran well for a while.</summary>
internal sealed class RestartBackOff(BackOffTimes times)
{
    private TimeSpan _next = TimeSpan.Zero;

    /// <summary>The wait after a run of this length.</summary>
    public TimeSpan After(TimeSpan run)
    {
        if (run >= times.GoodRun)
            _next = TimeSpan.Zero;
        var wait = _next;
        _next = wait == TimeSpan.Zero ? times.First : TimeSpan.FromTicks(Math.Min(wait.Ticks * 2, times.Longest.Ticks));
        return wait;
    }
}

/// <summary>The times of a kubelet's back-off.</summary>
internal sealed record BackOffTimes(TimeSpan First, TimeSpan Longest, TimeSpan GoodRun)
{
    /// <summary>A kubelet's own.</summary>
    public static BackOffTimes Kubelet { get; } = new(TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10));
}

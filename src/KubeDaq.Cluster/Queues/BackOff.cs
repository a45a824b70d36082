namespace KubeDaq.Cluster.Queues;

/// <summary>How long to wait before the next attempt: twice as long each time, up to a cap.</summary>
/// <param name="First">After the first failure.</param>
/// <param name="Cap">Never longer than this.</param>
public sealed record BackOff(TimeSpan First, TimeSpan Cap)
{
    /// <summary>For reconciles: a lost compare-and-swap is tried again soon, a lasting error every half minute.</summary>
    public static BackOff Reconcile { get; } = new(TimeSpan.FromMilliseconds(20), TimeSpan.FromSeconds(30));

    /// <summary>For connections to the API server.</summary>
    public static BackOff Reconnect { get; } = new(TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(15));

    /// <summary>The wait after so many failures in a row, from 1.</summary>
    public TimeSpan After(int failures)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(failures, 1);
        var factor = Math.Pow(2, Math.Min(failures - 1, 40));
        return factor >= Cap / First ? Cap : First * factor;
    }

    /// <summary>The same, shortened by up to a half, so that many clients do not come back together.</summary>
    public TimeSpan After(int failures, Random jitter)
    {
        ArgumentNullException.ThrowIfNull(jitter);
        return After(failures) * (0.5 + (jitter.NextDouble() / 2));
    }
}

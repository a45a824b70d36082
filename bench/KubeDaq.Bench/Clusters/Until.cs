namespace KubeDaq.Bench.Clusters;

/// <summary>Waits for what the cluster must come to before the next measurement.</summary>
internal static class Until
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Asks the cluster until it is so.</summary>
    public static Task TrueAsync(Func<Task<bool>> condition, CancellationToken stop) =>
        TrueAsync(condition, "the cluster did not settle; does the operator run?", Pause, Deadline, stop);

    /// <summary>Looks until it is so.</summary>
    /// <param name="condition">What must be so.</param>
    /// <param name="problem">What it means when it is not.</param>
    /// <param name="pause">Between two looks.</param>
    /// <param name="deadline">How long.</param>
    /// <param name="stop">Gives up.</param>
    public static Task TrueAsync(Func<bool> condition, string problem, TimeSpan pause, TimeSpan deadline, CancellationToken stop) =>
        TrueAsync(() => Task.FromResult(condition()), problem, pause, deadline, stop);

    private static async Task TrueAsync(Func<Task<bool>> condition, string problem, TimeSpan pause, TimeSpan deadline, CancellationToken stop)
    {
        for (var began = TimeProvider.System.GetTimestamp(); !await condition(); await Task.Delay(pause, TimeProvider.System, stop))
        {
            if (TimeProvider.System.GetElapsedTime(began) > deadline)
                throw new BenchFailure($"after {deadline.TotalSeconds:0} s: {problem}");
        }
    }
}

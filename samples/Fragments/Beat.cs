namespace KubeDaq.Samples.Fragments;

/// <summary>Does something so often a second, evenly, and catches up after a pause.</summary>
public static class Beat
{
    /// <summary>Calls with the count from 0 until it is stopped.</summary>
    public static async Task RunAsync(double rate, Action<ulong> work, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(work);
        var begin = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(Math.Clamp(1000 / rate, 5, 1000)));
        ulong done = 0;
        while (await timer.WaitForNextTickAsync(stop))
        {
            for (var due = TimeProvider.System.GetElapsedTime(begin).TotalSeconds * rate; done < due; done++)
                work(done);
        }
    }
}

using System.Diagnostics;

namespace KubeDaq.Integration.Tests.Clusters;

/// <summary>Waits on conditions with a deadline.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Looks again and again until <paramref name="holds"/>; fails with the last look after the deadline.</summary>
    public static async Task<T> Async<T>(Func<Task<T>> look, Func<T, bool> holds, string what, int seconds = 30)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var seen = await look();
            if (holds(seen)) return seen;
            if (watch.Elapsed.TotalSeconds > seconds) throw new TimeoutException($"not within {seconds} s: {what}; last seen: {seen}");
            await Task.Delay(Pause, TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}

using System.Diagnostics;

namespace KubeDaq.NodeAgent.Tests;

/// <summary>Waits on conditions with a deadline.</summary>
internal static class Until
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Looks again and again; the test fails when it does not hold in time.</summary>
    public static async Task TrueAsync(Func<bool> holds, double seconds = 5, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(holds))] string what = "")
    {
        for (var watch = Stopwatch.StartNew(); !holds();)
        {
            Assert.True(watch.Elapsed.TotalSeconds < seconds, $"not within {seconds} s: {what}");
            await Task.Delay(Pause, TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}

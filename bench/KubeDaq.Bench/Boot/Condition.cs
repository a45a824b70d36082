using KubeDaq.Bench.Clusters;

namespace KubeDaq.Bench.Boot;

/// <summary>Waits for what the cluster must come to before the next measurement.</summary>
internal static class Condition
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);

    public static async Task TrueAsync(Func<Task<bool>> condition, CancellationToken stop)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(began) > Deadline)
                throw new BenchFailure($"the cluster did not settle within {Deadline.TotalMinutes:0} minutes; does the operator run?");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, stop);
        }
    }
}

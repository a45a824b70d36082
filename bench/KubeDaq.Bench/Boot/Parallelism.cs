namespace KubeDaq.Bench.Boot;

internal static class Parallelism
{
    public static ParallelOptions Of(int requests, CancellationToken stop) => new() { MaxDegreeOfParallelism = requests, CancellationToken = stop };
}

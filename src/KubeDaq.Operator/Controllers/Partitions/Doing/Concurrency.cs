namespace KubeDaq.Operator.Controllers.Partitions.Doing;

/// <summary>How many requests of one partition are under way at a time: enough to keep an API server busy, few enough to leave it room.</summary>
internal static class Concurrency
{
    public static ParallelOptions Writes(CancellationToken stop) => new() { MaxDegreeOfParallelism = 64, CancellationToken = stop };
}

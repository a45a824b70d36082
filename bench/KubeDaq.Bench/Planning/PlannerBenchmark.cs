using BenchmarkDotNet.Attributes;
using KubeDaq.Api.Planning;

namespace KubeDaq.Bench.Planning;

/// <summary>Both planners on the same rack.</summary>
public class PlannerBenchmark
{
    private readonly Rack _rack = CrowdedRack.Make();

    [Benchmark]
    public int KubeDaq() => Planner.Make(_rack).Partitions.Values.Count(p => p.Verdict == Verdict.Hold);

    [Benchmark(Baseline = true)]
    public int Naive() => NaivePlan.Make(_rack);
}

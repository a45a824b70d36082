using System.CommandLine;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using KubeDaq.Bench.Clusters;

namespace KubeDaq.Bench.Planning;

/// <summary><c>bench planner</c>: 30,000 decisions over 10,000 cards, on one core.</summary>
internal sealed class PlannerCommand : Command
{
    private readonly Option<FileInfo?> _append = new("--append") { Description = "Append the table to this file." };

    public PlannerCommand()
        : base("planner", "Decide 30,000 holds over 10,000 cards on one core, and the same in the naive way.")
    {
        Add(_append);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        CheckAgreement();
        await using var folder = new TemporaryFolder();
        var summary = BenchmarkRunner.Run<PlannerBenchmark>(Config(folder.Path));
        var (ours, naive) = (Median(summary, nameof(PlannerBenchmark.KubeDaq)), Median(summary, nameof(PlannerBenchmark.Naive)));
        string[] table =
        [
            "| decisions | cards | KubeDaq | naive | ratio | promised |",
            "| ---: | ---: | ---: | ---: | ---: | ---: |",
            $"| {CrowdedRack.Claims} | {CrowdedRack.Cards} | {ours * 1000:0} ms | {naive * 1000:0} ms | {ours / naive:0.000} | 1000 ms |",
        ];
        await Report.WriteAsync("Planner", "one core, median", table, parsed.GetValue(_append), stop);
        return 0;
    }

    /// <summary>A fast wrong answer is worth nothing.</summary>
    private static void CheckAgreement()
    {
        var benchmark = new PlannerBenchmark();
        if (benchmark.KubeDaq() is var ours && benchmark.Naive() is var naive && ours != naive)
            throw new BenchFailure($"the planners disagree: {ours} partitions hold cards by the one, {naive} by the other");
    }

    private static ManualConfig Config(string folder) => ManualConfig.CreateEmpty()
        .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance).WithAffinity(1))
        .AddColumnProvider(DefaultColumnProviders.Instance)
        .AddLogger(NullLogger.Instance)
        .WithArtifactsPath(folder);

    private static double Median(Summary summary, string method)
    {
        var report = summary.Reports.FirstOrDefault(r => r.BenchmarkCase.Descriptor.WorkloadMethod.Name == method);
        return report?.ResultStatistics?.Median / 1e9 ?? throw new BenchFailure($"{method} was not measured");
    }
}

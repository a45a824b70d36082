using System.CommandLine;
using System.Text.Json.Nodes;
using KubeDaq.Bench.Clusters;

namespace KubeDaq.Bench.Boot;

/// <summary><c>bench boot</c>: how long until every application of a partition is on its host.</summary>
internal sealed class BootCommand : Command
{
    private const int WarmUps = 3;
    private readonly Argument<int[]> _sizes = new("applications") { Description = "How many applications; several for a curve.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string?> _kubeconfig = new("--kubeconfig") { Description = "The cluster; KUBECONFIG, else a sandbox made for this." };
    private readonly Option<bool> _noOperator = new("--no-operator") { Description = "The cluster has an operator: start none beside it." };
    private readonly Option<int> _rounds = new("--rounds") { Description = "Rounds for each size, of which the median counts.", DefaultValueFactory = _ => 3 };
    private readonly Option<FileInfo?> _append = new("--append") { Description = "Append the table to this file." };

    public BootCommand()
        : base("boot", "Boot a partition of card-holding applications, and the same pods by a bare client.")
    {
        Add(_sizes);
        Add(_kubeconfig);
        Add(_noOperator);
        Add(_rounds);
        Add(_append);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var kubeconfig = parsed.GetValue(_kubeconfig) ?? Environment.GetEnvironmentVariable("KUBECONFIG");
        await using var cluster = await BenchCluster.OpenAsync(string.IsNullOrEmpty(kubeconfig) ? null : kubeconfig, parsed.GetValue(_noOperator), stop);
        var sizes = parsed.GetValue(_sizes) is { Length: > 0 } given ? given : [15, 150, 1500];
        var rows = new List<string>(BootReport.Head);
        foreach (var size in sizes)
        {
            await Console.Error.WriteLineAsync($"{size} applications on {cluster.Name} ...");
            rows.Add(await MeasureAsync(cluster, size, size > 500 ? 1 : parsed.GetValue(_rounds), stop));
        }

        await Report.WriteAsync("Boot", $"{cluster.Name}, create to all bound", rows, parsed.GetValue(_append), stop);
        return 0;
    }

    private static async Task<string> MeasureAsync(BenchCluster cluster, int pods, int rounds, CancellationToken stop)
    {
        var run = Guid.NewGuid().ToString("N")[..5];
        var rack = new FakeRack(cluster.Connection, run);
        try
        {
            await rack.MakeAsync(pods, BootPartition.Groups(pods), stop);
            await using var bench = new BootBench(cluster.Connection, run);
            await bench.PrepareAsync(stop);
            var (boots, same) = await BootsAsync(cluster, bench, rack, pods, rounds, stop);
            var floors = new List<Curve>();
            for (var round = 0; round < rounds; round++)
                floors.Add(await bench.FloorAsync(rack, same, stop));
            return BootReport.Row(pods, boots, floors);
        }
        finally
        {
            await rack.RemoveAsync();
        }
    }

    /// <summary>The operator ends before the floor, which must not pay for it.</summary>
    private static async Task<(List<Curve> Curves, IReadOnlyList<JsonObject> Pods)> BootsAsync(
        BenchCluster cluster, BootBench bench, FakeRack rack, int pods, int rounds, CancellationToken stop)
    {
        await using var op = cluster.StartOperator();
        var curves = new List<Curve>();
        IReadOnlyList<JsonObject> same = [];
        // A process compiles itself in its first boots, which therefore do not count: an operator runs for weeks.
        for (var round = 0; round < WarmUps; round++)
            await bench.BootAsync(rack, Math.Min(pods, 150), stop);
        for (var round = 0; round < rounds; round++)
        {
            (var curve, same) = await bench.BootAsync(rack, pods, stop);
            curves.Add(curve);
        }

        return (curves, same);
    }
}

using System.CommandLine;
using KubeDaq.Bench.Clusters;

namespace KubeDaq.Bench.Boot;

/// <summary><c>bench boot</c>: how long until every application of a partition is on its host.</summary>
internal sealed class BootCommand : Command
{
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
        await using var cluster = await BenchCluster.OpenAsync(string.IsNullOrEmpty(kubeconfig) ? null : kubeconfig, !parsed.GetValue(_noOperator), stop);
        var sizes = parsed.GetValue(_sizes) is { Length: > 0 } given ? given : [15, 150, 1500];
        var rows = new List<string>(BootReport.Head);
        // The first boot of a process compiles it; a partition in the evening is not its first.
        await MeasureAsync(cluster, 15, 1, stop);
        foreach (var size in sizes)
        {
            await Console.Error.WriteLineAsync($"{size} applications on {cluster.Name} ...");
            rows.Add(BootReport.Row(size, await MeasureAsync(cluster, size, size > 500 ? 1 : parsed.GetValue(_rounds), stop)));
        }

        await Report.WriteAsync("Boot", $"{cluster.Name}, create to all bound", rows, parsed.GetValue(_append), stop);
        return 0;
    }

    private static async Task<IReadOnlyList<BootRun>> MeasureAsync(BenchCluster cluster, int pods, int rounds, CancellationToken stop)
    {
        var run = Guid.NewGuid().ToString("N")[..5];
        var rack = new FakeRack(cluster.Connection, run);
        var runs = new List<BootRun>();
        try
        {
            await rack.MakeAsync(pods, BootPartition.Groups(pods), stop);
            await using var bench = new BootBench(cluster.Connection, run);
            await bench.PrepareAsync(stop);
            for (var round = 0; round < rounds; round++)
                runs.Add(await bench.RunAsync(rack, pods, stop));
        }
        finally
        {
            await rack.RemoveAsync();
        }

        return runs;
    }
}

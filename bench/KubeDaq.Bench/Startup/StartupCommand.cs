using System.CommandLine;
using KubeDaq.Bench.Clusters;

namespace KubeDaq.Bench.Startup;

/// <summary><c>bench startup</c>: how long a sandbox takes until it says that it serves.</summary>
internal sealed class StartupCommand : Command
{
    private readonly Option<int> _rounds = new("--rounds") { Description = "How often to start it.", DefaultValueFactory = _ => 5 };
    private readonly Option<FileInfo?> _append = new("--append") { Description = "Append the table to this file." };

    public StartupCommand()
        : base("startup", "Start a sandbox until its line \"ready:\".")
    {
        Add(_rounds);
        Add(_append);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var times = new List<TimeSpan>();
        for (var round = 0; round < parsed.GetValue(_rounds); round++)
            times.Add(await StartAsync(stop));
        times.Sort();
        string[] table =
        [
            "| starts | fastest | median | slowest | promised |",
            "| ---: | ---: | ---: | ---: | ---: |",
            $"| {times.Count} | {times[0].TotalSeconds:0.00} s | {times[times.Count / 2].TotalSeconds:0.00} s | {times[^1].TotalSeconds:0.00} s | 2 s |",
        ];
        await Report.WriteAsync("Startup", "kubedaq sandbox in a new folder", table, parsed.GetValue(_append), stop);
        return 0;
    }

    private static async Task<TimeSpan> StartAsync(CancellationToken stop)
    {
        await using var folder = new TemporaryFolder();
        var began = TimeProvider.System.GetTimestamp();
        await using var sandbox = KubeDaqProcess.Start(["sandbox", "--dir", folder.Path, "--port", "0"], null);
        await sandbox.LineAsync("ready:", TimeSpan.FromSeconds(60), stop);
        return TimeProvider.System.GetElapsedTime(began);
    }
}

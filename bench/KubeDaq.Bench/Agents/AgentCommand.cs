using System.CommandLine;
using KubeDaq.Bench.Clusters;

namespace KubeDaq.Bench.Agents;

/// <summary><c>bench agent</c>: what the agent costs its host.</summary>
internal sealed class AgentCommand : Command
{
    private const int MebiByte = 1 << 20;

    private readonly Option<FileInfo?> _agent = new("--agent") { Description = "The executable; else the native one of ./build.sh native." };
    private readonly Option<string?> _kubeconfig = new("--kubeconfig") { Description = "The cluster; without it a sandbox is made.", DefaultValueFactory = _ => Environment.GetEnvironmentVariable("KUBECONFIG") };
    private readonly Option<int> _rounds = new("--rounds") { Description = "How often each of the two cards is handed over.", DefaultValueFactory = _ => 1000 };
    private readonly Option<int> _rest = new("--rest") { Description = "For how many seconds it is left alone.", DefaultValueFactory = _ => 60 };
    private readonly Option<int> _starts = new("--starts") { Description = "How often the agent is started.", DefaultValueFactory = _ => 5 };
    private readonly Option<FileInfo?> _append = new("--append") { Description = "Append the table to this file." };

    public AgentCommand()
        : base("agent", "Start the agent beside a kubelet's other side; time, memory, allocations, idle processor time.")
    {
        foreach (var option in new Option[] { _agent, _kubeconfig, _rounds, _starts, _rest, _append })
            Add(option);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        QuietRuntime.Enter();
        var agent = parsed.GetValue(_agent)?.FullName ?? Native();
        await using var cluster = await BenchCluster.OpenAsideAsync(parsed.GetValue(_kubeconfig), stop);
        await using var host = await BenchHost.MakeAsync(cluster, agent, stop);
        var starts = new List<TimeSpan>();
        for (var start = 0; start < parsed.GetValue(_starts); start++)
            starts.Add(await host.StartAsync(stop));
        starts.Sort();
        var (handovers, floor) = await HandOverAsync(cluster, host, parsed.GetValue(_rounds), stop);
        var (memory, share) = await host.IdleAsync(TimeSpan.FromSeconds(parsed.GetValue(_rest)), stop);
        string[] table =
        [
            "| what | measured | promised |",
            "| --- | ---: | ---: |",
            $"| from start to registered with the kubelet, median and slowest of {starts.Count} | {starts[starts.Count / 2].TotalSeconds:0.00} s, {starts[^1].TotalSeconds:0.00} s | 0.3 s |",
            Row($"a call that does nothing, median and 99th percentile of {floor.Count}", floor, ""),
            Row($"Allocate, median and 99th percentile of {handovers.Count}", handovers, "2 ms"),
            $"| resident, after {handovers.Count} allocations and a minute of rest | {(double)memory / MebiByte:0.0} MiB | 40 MB |",
            $"| processor time at rest, of one core | {share:0.000} % | 0.1 % |",
        ];
        await Report.WriteAsync("Agent", $"{Path.GetFileName(agent)} of {new FileInfo(agent).Length / MebiByte} MiB on {cluster.Name}, everything on", table, parsed.GetValue(_append), stop);
        return 0;
    }

    // A quarter of the rounds first that do not count: this process and the sandbox compile themselves in them, which a kubelet and an API server do not.
    private static async Task<(List<TimeSpan> Handovers, List<TimeSpan> Floor)> HandOverAsync(BenchCluster cluster, BenchHost host, int rounds, CancellationToken stop)
    {
        await using (var warming = new HandoverClock(cluster, host))
            await warming.RunAsync(rounds / 4, stop);
        await using var clock = new HandoverClock(cluster, host);
        await clock.RunAsync(rounds, stop);
        return (clock.Handovers, clock.Floor);
    }

    private static string Row(string what, List<TimeSpan> times, string promised)
    {
        times.Sort();
        return $"| {what} | {times[times.Count / 2].TotalMilliseconds:0.00} ms, {times[times.Count * 99 / 100].TotalMilliseconds:0.00} ms | {promised} |";
    }

    private static string Native()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/'));
        var path = Path.Combine(configuration.Parent!.Parent!.Parent!.FullName, "native", "kubedaq-agent");
        return File.Exists(path) ? path : throw new BenchFailure($"{path} does not exist; build it with ./build.sh native");
    }
}

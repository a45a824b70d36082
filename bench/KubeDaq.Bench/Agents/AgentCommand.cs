using System.CommandLine;
using KubeDaq.Bench.Clusters;

namespace KubeDaq.Bench.Agents;

/// <summary><c>bench agent</c>: what the agent costs its host.</summary>
internal sealed class AgentCommand : Command
{
    private const int MebiByte = 1 << 20;

    private readonly Option<FileInfo?> _agent = new("--agent") { Description = "The executable; else the native one of ./build.sh native." };
    private readonly Option<string?> _kubeconfig = new("--kubeconfig") { Description = "The cluster; without it a sandbox is made.", DefaultValueFactory = _ => Environment.GetEnvironmentVariable("KUBECONFIG") };
    private readonly Option<int> _calls = new("--calls") { Description = "How often a card is allocated.", DefaultValueFactory = _ => 2000 };
    private readonly Option<int> _starts = new("--starts") { Description = "How often the agent is started.", DefaultValueFactory = _ => 5 };
    private readonly Option<FileInfo?> _append = new("--append") { Description = "Append the table to this file." };

    public AgentCommand()
        : base("agent", "Start the agent beside a kubelet's other side; time, memory, allocations, idle processor time.")
    {
        foreach (var option in new Option[] { _agent, _kubeconfig, _calls, _starts, _append })
            Add(option);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var agent = parsed.GetValue(_agent)?.FullName ?? Native();
        await using var cluster = await BenchCluster.OpenAsync(parsed.GetValue(_kubeconfig), hasOperator: false, stop);
        await using var host = await BenchHost.MakeAsync(cluster, agent, stop);
        var starts = new List<TimeSpan>();
        for (var start = 0; start < parsed.GetValue(_starts); start++)
            starts.Add(await host.StartAsync(stop));
        starts.Sort();
        var calls = await host.AllocateAsync(parsed.GetValue(_calls), stop);
        var (memory, share) = await host.IdleAsync(stop);
        string[] table =
        [
            "| what | measured | promised |",
            "| --- | ---: | ---: |",
            $"| from start to registered with the kubelet, median and slowest of {starts.Count} | {starts[starts.Count / 2].TotalSeconds:0.00} s, {starts[^1].TotalSeconds:0.00} s | 0.3 s |",
            $"| Allocate, median of {calls.Count} | {calls[calls.Count / 2].TotalMilliseconds:0.00} ms | |",
            $"| Allocate, 99th percentile, with its record | {calls[calls.Count * 99 / 100].TotalMilliseconds:0.00} ms | 2 ms |",
            $"| resident, after {calls.Count} allocations and a minute of rest | {(double)memory / MebiByte:0.0} MiB | 40 MB |",
            $"| processor time at rest, of one core | {share:0.000} % | 0.1 % |",
        ];
        await Report.WriteAsync("Agent", $"{Path.GetFileName(agent)} of {new FileInfo(agent).Length / MebiByte} MiB on {cluster.Name}, everything on", table, parsed.GetValue(_append), stop);
        return 0;
    }

    private static string Native()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/'));
        var path = Path.Combine(configuration.Parent!.Parent!.Parent!.FullName, "native", "kubedaq-agent");
        return File.Exists(path) ? path : throw new BenchFailure($"{path} does not exist; build it with ./build.sh native");
    }
}

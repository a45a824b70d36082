using System.CommandLine;
using KubeDaq.Bench.Clusters;

namespace KubeDaq.Bench.Admitting;

/// <summary><c>bench admitting</c>: what ten host access policies add to the creation of a pod.</summary>
internal sealed class AdmittingCommand : Command
{
    private readonly Option<string?> _kubeconfig = new("--kubeconfig") { Description = "The cluster, a real one; KUBECONFIG." };
    private readonly Option<int> _pods = new("--pods") { Description = "Dry-run creations of each sort.", DefaultValueFactory = _ => 2000 };
    private readonly Option<int> _policies = new("--policies") { Description = "How many policies are in force.", DefaultValueFactory = _ => 10 };
    private readonly Option<FileInfo?> _append = new("--append") { Description = "Append the table to this file." };

    public AdmittingCommand()
        : base("admitting", "Create pods, dry-run, in a governed namespace and in one that is not, by turns.")
    {
        Add(_kubeconfig);
        Add(_pods);
        Add(_policies);
        Add(_append);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var kubeconfig = parsed.GetValue(_kubeconfig) ?? Environment.GetEnvironmentVariable("KUBECONFIG")
            ?? throw new BenchFailure("name a real cluster by --kubeconfig: the sandbox has no admission policies in CEL");
        await using var cluster = await BenchCluster.OpenAsync(kubeconfig, hasOperator: true, stop);
        await using var site = await PolicedSite.MakeAsync(cluster.Connection, parsed.GetValue(_policies), stop);
        var rows = new List<string>
        {
            "| pod | without, median / 99 % | with policies, median / 99 % | added, median / 99 % | promised |",
            "| --- | ---: | ---: | ---: | ---: |",
        };
        foreach (var (name, spec) in site.Pods)
            rows.Add(await MeasureAsync(site, name, spec, parsed.GetValue(_pods), stop));
        await Report.WriteAsync("Admitting", $"{cluster.Name}, {parsed.GetValue(_policies)} host access policies in force", rows, parsed.GetValue(_append), stop);
        return 0;
    }

    private static async Task<string> MeasureAsync(PolicedSite site, string name, string spec, int pods, CancellationToken stop)
    {
        await Console.Error.WriteLineAsync($"{2 * pods} pods: {name} ...");
        var (without, with) = (new List<double>(), new List<double>());
        for (var i = -pods / 10; i < pods; i++)
        {
            // By turns, so that what else goes on meets both alike; the first ones warm up.
            var free = await site.CreateAsync(site.Free, spec, stop);
            var governed = await site.CreateAsync(site.Governed, spec, stop);
            if (i < 0)
                continue;
            without.Add(free.TotalMilliseconds);
            with.Add(governed.TotalMilliseconds);
        }
        without.Sort();
        with.Sort();
        return $"| {name} | {At(without, 0.5):0.00} / {At(without, 0.99):0.00} ms | {At(with, 0.5):0.00} / {At(with, 0.99):0.00} ms "
            + $"| {At(with, 0.5) - At(without, 0.5):0.00} / {At(with, 0.99) - At(without, 0.99):0.00} ms | 1 ms at the median |";
    }

    private static double At(List<double> sorted, double share) => sorted[(int)(share * (sorted.Count - 1))];
}

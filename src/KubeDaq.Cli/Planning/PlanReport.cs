using KubeDaq.Api.Partitions;
using KubeDaq.Api.Planning;
using KubeDaq.Cli.Rendering;
using KubeDaq.Cli.Terminals;

namespace KubeDaq.Cli.Planning;

/// <summary>Tells where each application of a partition would land, or what is in its way.</summary>
internal sealed class PlanReport(Partition partition, PartitionPlan plan)
{
    public int ExitCode => plan.Verdict is Verdict.Hold or Verdict.Idle ? Cli.ExitCode.Done : Cli.ExitCode.NotRunning;

    public void Write(Terminal terminal)
    {
        terminal.Out.WriteLine($"partition/{partition.Metadata.Name} {terminal.Paint(Words(), Colour())}");
        if (plan.Replicas.Count > 0)
            WriteReplicas(terminal);
        foreach (var obstacle in plan.Obstacles)
            terminal.Out.WriteLine($"  {obstacle.Message}{(obstacle.Field is null ? "" : $" ({obstacle.Field})")}");
    }

    private void WriteReplicas(Terminal terminal)
    {
        var columns = new Columns("  APPLICATION", "POD", "HOST", "CARDS", "DEVICES", "PORTS");
        foreach (var replica in plan.Replicas)
        {
            columns.Add(
                $"  {replica.Application}",
                replica.Pod,
                Hosts(replica),
                string.Join(',', replica.Cards.Select(c => c.Unit is null ? c.Card : $"{c.Card}/{c.Unit}")),
                string.Join(',', replica.Cards.SelectMany(c => c.Devices)),
                string.Join(',', replica.Ports.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={p.Value}")));
        }

        columns.Write(terminal);
    }

    private static string Hosts(ReplicaPlan replica) => replica.Hosts switch
    {
        null => "any",
        [var one] => one,
        { Count: <= 3 } few => string.Join('|', few),
        var many => $"one of {many.Count}",
    };

    private string Words() => plan.Verdict switch
    {
        Verdict.Hold => "would run",
        Verdict.Idle => "would stay stopped",
        Verdict.Wait => "would wait:",
        _ => "would fail:",
    };

    private Shade Colour() => plan.Verdict switch
    {
        Verdict.Hold => Shade.Good,
        Verdict.Idle => Shade.Quiet,
        Verdict.Wait => Shade.Attention,
        _ => Shade.Bad,
    };
}

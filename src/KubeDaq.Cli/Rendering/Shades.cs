using KubeDaq.Api.Partitions;
using KubeDaq.Cli.Terminals;

namespace KubeDaq.Cli.Rendering;

/// <summary>Which state is shown in which colour.</summary>
internal static class Shades
{
    public static Shade Of(PartitionPhase? phase) => phase switch
    {
        PartitionPhase.Running => Shade.Good,
        PartitionPhase.Waiting or PartitionPhase.Starting or PartitionPhase.Stopping => Shade.Attention,
        PartitionPhase.Degraded or PartitionPhase.Failed => Shade.Bad,
        _ => Shade.Quiet,
    };

    public static Shade OfHealth(string? health) => health switch
    {
        "True" or "Healthy" or "Ready" => Shade.Good,
        "False" or "Unhealthy" or "NotReady" => Shade.Bad,
        _ => Shade.Attention,
    };
}

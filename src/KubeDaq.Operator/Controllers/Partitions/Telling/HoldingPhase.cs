using KubeDaq.Api.Partitions;
using KubeDaq.Operator.Controllers.Partitions.Deciding;

namespace KubeDaq.Operator.Controllers.Partitions.Telling;

/// <summary>The phase of a partition that holds its cards.</summary>
internal static class HoldingPhase
{
    public static PartitionPhase Of(PartitionView view, IReadOnlyList<CardTake> missing, IReadOnlyList<ApplicationStatus> applications)
    {
        if (missing.Count > 0)
            return view.HasStarted ? PartitionPhase.Degraded : PartitionPhase.Waiting;
        if (view.Pods.Values.Any(p => p.FailedForGood && !p.Deleting))
            return view.Pods.Values.Any(p => !p.Finished) ? PartitionPhase.Degraded : PartitionPhase.Failed;
        // Its pods may still look well: the card of a process that has it open can fail under it.
        if (view.UnwellCards.Count > 0)
            return PartitionPhase.Degraded;
        if (applications.All(a => a.Ready >= a.Replicas))
            return PartitionPhase.Running;
        return view.Phase is PartitionPhase.Running or PartitionPhase.Degraded ? PartitionPhase.Degraded : PartitionPhase.Starting;
    }
}

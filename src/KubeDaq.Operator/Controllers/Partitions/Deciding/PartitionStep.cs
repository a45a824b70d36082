using KubeDaq.Api;
using KubeDaq.Api.Partitions;
using KubeDaq.Api.Planning;
using KubeDaq.Operator.Controllers.Partitions.Telling;

namespace KubeDaq.Operator.Controllers.Partitions.Deciding;

/// <summary>Decides the next step for a partition. Pure: the same look gives the same decision.</summary>
internal static class PartitionStep
{
    public static PartitionDecision Decide(PartitionView view)
    {
        if (!view.Wanted)
            return StopStep.Decide(view);
        var decision = Plan(view);
        if (view.Partition.Metadata.Finalizers?.Contains(ApiGroup.PartitionFinalizer) == true)
            return decision;
        // Cards may be taken meanwhile, which saves time: should the partition go first, CardReconciler ends its leases. Pods wait.
        return new PartitionDecision { Finalizer = FinalizerChange.Add, Take = decision.Take, Status = decision.Status };
    }

    private static PartitionDecision Plan(PartitionView view) =>
        view.Plan.Verdict switch
        {
            Verdict.Hold => HoldStep.Decide(view),
            // The plan was made from a look at a time when the partition was not wanted: the next one will tell.
            Verdict.Idle => new PartitionDecision { Status = view.Partition.Status ?? new PartitionStatus(), Again = TimeSpan.FromSeconds(1) },
            _ => view.HasStarted ? KeepStep.Decide(view) : YieldStep.Decide(view),
        };
}

/// <summary>The plan gives the partition nothing and it has not started: it gives back what an attempt may have left.</summary>
internal static class YieldStep
{
    public static PartitionDecision Decide(PartitionView view) => new()
    {
        End = [.. view.Pods.Values.Where(p => !p.Deleting).Select(p => new PodEnd(p, "the partition holds no cards"))],
        Give = view.Unused(view.Held.Values),
        Status = StatusComposer.Yielding(view),
    };
}

/// <summary>
/// The plan gives the partition nothing new, but it has started: what runs goes on. A lost host, a card in maintenance or a spec that asks for a
/// busy card must not end the rest.
/// </summary>
internal static class KeepStep
{
    public static PartitionDecision Decide(PartitionView view)
    {
        var tags = RecordedReplicas.Tags(view);
        return new PartitionDecision
        {
            End =
            [
                .. view.Pods.Values
                    .Where(p => !p.Deleting && !p.Finished && (!tags.TryGetValue(p.Name.Name, out var tag) || tag != p.LeaseTag))
                    .Select(p => new PodEnd(p, "the partition does not hold its cards")),
            ],
            Status = StatusComposer.Keeping(view),
        };
    }
}

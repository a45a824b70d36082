using KubeDaq.Api;
using KubeDaq.Operator.Controllers.Partitions.Telling;
using KubeDaq.Operator.Pods;

namespace KubeDaq.Operator.Controllers.Partitions.Deciding;

/// <summary>The partition is not wanted: ends its pods in order, then gives its cards back, then lets it go.</summary>
internal static class StopStep
{
    public static PartitionDecision Decide(PartitionView view)
    {
        var ends = Ends(view).ToList();
        var left = Left(view).ToList();
        // All are given back together, but one pod that takes long to end does not keep the cards of the others.
        var give = left.All(p => p.Deleting || p.Finished) ? view.Unused(view.Held.Values) : [];
        var isOver = left.Count == 0 && view.Held.Count == 0;
        var deleted = view.Partition.Metadata.DeletionTimestamp is not null;
        var finalizer = view.Partition.Metadata.Finalizers?.Contains(ApiGroup.PartitionFinalizer) == true;
        return new PartitionDecision
        {
            End = ends,
            Give = give,
            Finalizer = isOver && deleted && finalizer ? FinalizerChange.Remove : FinalizerChange.None,
            Status = isOver ? StatusComposer.Stopped(view) : StatusComposer.Stopping(view, left),
        };
    }

    private static IEnumerable<PodEnd> Ends(PartitionView view)
    {
        var order = new StartOrder(view);
        var byForce = view.Partition.Status?.TakenAway is { } taken && view.Held.Values.Any(h => h.Part.Card == taken.Card && h.Lease.Number == taken.LeaseNumber);
        foreach (var pod in Left(view))
        {
            if (!pod.Deleting && order.MayStop(pod.Application))
                yield return new PodEnd(pod, "the partition stops");
            else if (pod.Deleting && byForce && view.IsLost(pod))
                yield return new PodEnd(pod, $"its host {pod.Host} does not answer and its card was taken away by force", AtOnce: true);
        }
    }

    /// <summary>What must go: all pods, or of a partition that has completed, those that have not (their logs stay readable).</summary>
    private static IEnumerable<Pod> Left(PartitionView view) =>
        PartitionWish.IsComplete(view.Partition) && view.Partition.Metadata.DeletionTimestamp is null
            ? view.Pods.Values.Where(p => !p.Finished)
            : view.Pods.Values;
}

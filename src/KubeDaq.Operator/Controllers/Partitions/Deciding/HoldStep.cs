using KubeDaq.Api.Partitions;
using KubeDaq.Operator.Controllers.Partitions.Telling;
using KubeDaq.Operator.Leases;

namespace KubeDaq.Operator.Controllers.Partitions.Deciding;

/// <summary>The partition may hold all that the plan names: takes the cards, then makes, replaces and ends pods.</summary>
internal static class HoldStep
{
    public static PartitionDecision Decide(PartitionView view)
    {
        var wanted = view.Plan.Replicas
            .SelectMany(r => r.Cards.Select(c => new CardTake(new CardPart(c.Card, c.Unit), LeaseTag.Owner(r))))
            .ToDictionary(t => t.Part);
        var surplus = view.Held.Values.Where(h => !wanted.TryGetValue(h.Part, out var take) || take.Owner != h.Lease.Pod).ToList();
        var missing = wanted.Values.Where(t => !view.Held.TryGetValue(t.Part, out var held) || held.Lease.Pod != t.Owner).ToList();
        var pods = PodSteps.Decide(view);
        var starts = missing.Count == 0 || view.HasStarted ? pods.Starts : [];
        var status = StatusComposer.Holding(view, missing);
        return new PartitionDecision
        {
            Take = MayTake(missing, surplus) ? missing : [],
            Give = view.Unused(surplus),
            RecordFirst = starts.Count > 0 && !IsRecorded(view, status),
            Start = starts,
            End = pods.Ends,
            Status = status,
            Again = pods.Again,
        };
    }

    /// <summary>A card that the partition itself must first give back keeps it from trying.</summary>
    private static bool MayTake(List<CardTake> missing, List<HeldLease> surplus) =>
        missing.Count > 0 && !missing.Any(m => surplus.Any(s => s.Part.Card == m.Part.Card));

    /// <summary>Whether the status in the cluster says what the pods will be given, so that an operator that starts anew gives the same.</summary>
    private static bool IsRecorded(PartitionView view, PartitionStatus status)
    {
        if (view.Phase is PartitionPhase.Stopped or PartitionPhase.Waiting or PartitionPhase.Stopping)
            return false;
        var recorded = view.Partition.Status!.Applications.SelectMany(a => a.Pods).ToDictionary(p => p.Pod);
        return status.Applications.SelectMany(a => a.Pods).All(p => recorded.TryGetValue(p.Pod, out var now) && Same(p, now));
    }

    private static bool Same(ReplicaStatus left, ReplicaStatus right) =>
        left.Cards.SequenceEqual(right.Cards)
        && (left.Ports?.Count ?? 0) == (right.Ports?.Count ?? 0)
        && (left.Ports ?? new Dictionary<string, int>()).All(p => right.Ports?.TryGetValue(p.Key, out var port) == true && port == p.Value);
}

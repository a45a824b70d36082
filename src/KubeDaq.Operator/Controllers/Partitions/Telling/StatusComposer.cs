using KubeDaq.Api.Partitions;
using KubeDaq.Api.Planning;
using KubeDaq.Operator.Controllers.Partitions.Deciding;
using KubeDaq.Operator.Pods;

namespace KubeDaq.Operator.Controllers.Partitions.Telling;

/// <summary>Says what a partition is doing, one method a situation.</summary>
internal static class StatusComposer
{
    public static PartitionStatus Stopping(PartitionView view, IReadOnlyList<Pod> left) => Make(view, new Telling
    {
        Phase = PartitionPhase.Stopping,
        Message = Sentences.Stopping(view, left),
        Applications = ApplicationReports.Recorded(view),
        CardsHeld = NotWanted(view),
    });

    public static PartitionStatus Stopped(PartitionView view) => Make(view, new Telling
    {
        Phase = PartitionWish.TakenAway(view.Partition) is not null || PartitionWish.GaveUp(view.Partition)
            ? PartitionPhase.Failed
            : PartitionPhase.Stopped,
        Message = Sentences.Stopped(view),
        Applications = ApplicationReports.Empty(view),
        CardsHeld = PartitionWish.GaveUp(view.Partition)
            ? new Verdicted("False", ConditionReasons.Busy, Sentences.Stopped(view))
            : NotWanted(view),
        Complete = PartitionWish.IsComplete(view.Partition),
    });

    /// <summary>Holds nothing and gets nothing.</summary>
    public static PartitionStatus Yielding(PartitionView view)
    {
        var message = Sentences.Obstacles(view);
        return Make(view, new Telling
        {
            Phase = view.Plan.Verdict == Verdict.Fail ? PartitionPhase.Failed : PartitionPhase.Waiting,
            Message = message,
            Applications = ApplicationReports.Empty(view),
            CardsHeld = new Verdicted("False", Obstruction(view.Plan), message),
        });
    }

    /// <summary>Runs with what it has, and does not get what it wants besides.</summary>
    public static PartitionStatus Keeping(PartitionView view)
    {
        var message = Sentences.Obstacles(view);
        return Make(view, new Telling
        {
            Phase = view.Phase == PartitionPhase.Starting ? PartitionPhase.Starting : PartitionPhase.Degraded,
            Message = message,
            Applications = ApplicationReports.Recorded(view),
            CardsHeld = new Verdicted("False", Obstruction(view.Plan), message),
            Scheduled = Scheduled(view),
        });
    }

    /// <summary>Holds its cards, or is about to take the missing ones.</summary>
    public static PartitionStatus Holding(PartitionView view, IReadOnlyList<CardTake> missing)
    {
        var applications = ApplicationReports.Planned(view);
        var complete = missing.Count == 0 && view.Plan.Replicas.Count > 0
            && view.Plan.Replicas.All(r => view.Pods.TryGetValue(r.Pod, out var pod) && pod is { Succeeded: true, Deleting: false });
        return Make(view, new Telling
        {
            Phase = HoldingPhase.Of(view, missing, applications),
            Message = Sentences.Holding(view, missing, applications),
            Applications = applications,
            CardsHeld = missing.Count == 0
                ? new Verdicted("True", ConditionReasons.Held, Sentences.Held(view))
                : new Verdicted("False", ConditionReasons.Waiting, Sentences.Taking(missing)),
            Scheduled = Scheduled(view),
            Complete = complete,
        });
    }

    private static PartitionStatus Make(PartitionView view, Telling telling)
    {
        var before = view.Partition.Status;
        return new PartitionStatus
        {
            ObservedGeneration = view.Partition.Metadata.Generation,
            Phase = telling.Phase,
            Since = before is not null && before.Phase == telling.Phase && before.Since is { } since ? since : view.Now,
            Message = telling.Message,
            Cards = [.. view.Held.Keys.Select(p => p.Card).Distinct().Order(StringComparer.Ordinal)],
            TakenAway = PartitionWish.TakenAway(view.Partition),
            Applications = telling.Applications,
            Conditions = Conditions.Of(view, telling),
        };
    }

    private static Verdicted NotWanted(PartitionView view) =>
        PartitionWish.TakenAway(view.Partition) is { } taken
            ? new Verdicted("False", ConditionReasons.TakenAway, Sentences.TakenAway(taken))
            : new Verdicted("False", ConditionReasons.NotWanted, "the partition is not to run");

    private static Verdicted Scheduled(PartitionView view)
    {
        var pending = view.Pods.Values.Where(p => p.Host is null && !p.Finished).OrderBy(p => p.Name).ToList();
        return pending.Count == 0
            ? new Verdicted("True", "Scheduled", "")
            : new Verdicted("False", "Pending", Sentences.Pending(pending[0], pending.Count));
    }

    private static string Obstruction(PartitionPlan plan)
    {
        if (plan.Obstacles.Any(o => o.Kind is ObstacleKind.Invalid))
            return ConditionReasons.Invalid;
        if (plan.Obstacles.Any(o => o.Kind is ObstacleKind.CardNotGranted))
            return ConditionReasons.CardNotGranted;
        return plan.Verdict == Verdict.Fail ? ConditionReasons.Busy : ConditionReasons.Waiting;
    }
}

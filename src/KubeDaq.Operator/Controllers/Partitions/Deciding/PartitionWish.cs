using KubeDaq.Api.Partitions;

namespace KubeDaq.Operator.Controllers.Partitions.Deciding;

/// <summary>Whether a partition should hold cards and run, from its spec and from what its status says has ended it.</summary>
internal static class PartitionWish
{
    public static bool IsWanted(Partition partition) =>
        partition.Spec.State == DesiredState.Running
        && partition.Metadata.DeletionTimestamp is null
        && TakenAway(partition) is null
        && !IsComplete(partition)
        && !GaveUp(partition);

    /// <summary>The card that was taken away by force, until the spec is changed.</summary>
    public static TakenCard? TakenAway(Partition partition) =>
        partition.Status?.TakenAway is { } taken && taken.Generation == partition.Metadata.Generation ? taken : null;

    /// <summary>Every application has come to its end by itself, and the spec is still the same.</summary>
    public static bool IsComplete(Partition partition) =>
        Condition(partition, ConditionTypes.Complete) is { Status: "True" } complete && complete.ObservedGeneration == partition.Metadata.Generation;

    /// <summary>It does not wait for busy cards (whenBusy: Fail), and one was busy.</summary>
    public static bool GaveUp(Partition partition) =>
        partition.Spec.WhenBusy == WhenBusy.Fail
        && partition.Status is { Phase: PartitionPhase.Failed }
        && Condition(partition, ConditionTypes.CardsHeld) is { Status: "False", Reason: ConditionReasons.Busy } held
        && held.ObservedGeneration == partition.Metadata.Generation;

    /// <summary>The partition as the planner should see it: one that is over wants nothing.</summary>
    public static Partition AsPlanned(Partition partition) =>
        IsWanted(partition) || partition.Spec.State == DesiredState.Stopped
            ? partition
            : partition with { Spec = partition.Spec with { State = DesiredState.Stopped } };

    private static Api.Meta.Condition? Condition(Partition partition, string type) =>
        partition.Status?.Conditions.FirstOrDefault(c => c.Type == type);
}

using KubeDaq.Api.Meta;
using KubeDaq.Api.Partitions;
using KubeDaq.Operator.Controllers.Partitions.Deciding;

namespace KubeDaq.Operator.Controllers.Partitions.Telling;

/// <summary>Writes a partition's conditions; a condition keeps its time until its status changes.</summary>
internal static class Conditions
{
    public static IReadOnlyList<Condition> Of(PartitionView view, Telling telling)
    {
        var ready = telling.Phase == PartitionPhase.Running ? "True" : "False";
        var conditions = new List<Condition>
        {
            Make(view, ConditionTypes.Ready, new Verdicted(ready, telling.Phase.ToString(), telling.Message)),
            Make(view, ConditionTypes.CardsHeld, telling.CardsHeld),
            Make(view, ConditionTypes.Scheduled, telling.Scheduled),
        };
        if (telling.Complete)
            conditions.Add(Make(view, ConditionTypes.Complete, new Verdicted("True", "Completed", "every application has come to its end")));
        return conditions;
    }

    private static Condition Make(PartitionView view, string type, Verdicted verdict)
    {
        var before = view.Partition.Status?.Conditions.FirstOrDefault(c => c.Type == type);
        return new Condition
        {
            Type = type,
            Status = verdict.Status,
            Reason = verdict.Reason,
            Message = verdict.Message,
            ObservedGeneration = view.Partition.Metadata.Generation,
            LastTransitionTime = before?.Status == verdict.Status ? before.LastTransitionTime : view.Now,
        };
    }
}

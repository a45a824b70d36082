using KubeDaq.Api.Meta;
using KubeDaq.Api.Partitions;
using KubeDaq.Cluster.Clients;
using KubeDaq.Cluster.Events;
using KubeDaq.Operator.Controllers.Partitions.Deciding;
using KubeDaq.Operator.Pods;

namespace KubeDaq.Operator.Controllers.Partitions.Telling;

/// <summary>Tells what happened to a partition as Events, where <c>kubectl describe</c> shows them.</summary>
internal sealed class PartitionNews(IEventRecorder events)
{
    /// <summary>What a change of the status means to people.</summary>
    public void Tell(Partition before, Partition after)
    {
        var (old, now) = (before.Status, after.Status!);
        if (old?.Phase != now.Phase)
            Record(after, IsTrouble(now.Phase) ? EventType.Warning : EventType.Normal, now.Phase.ToString(), now.Message ?? now.Phase.ToString());
        else if (now.Phase is PartitionPhase.Waiting or PartitionPhase.Failed && old.Message != now.Message)
            Record(after, IsTrouble(now.Phase) ? EventType.Warning : EventType.Normal, now.Phase.ToString(), now.Message ?? "");
    }

    public void CardsTaken(Partition partition, int count) =>
        Record(partition, EventType.Normal, "CardsTaken", (count == 1 ? "took 1 card" : $"took {count} cards") + Sentences.For(partition));

    public void CardsRefused(Partition partition) =>
        Record(partition, EventType.Normal, "CardsRefused", "another partition was faster: took none of the cards");

    public void CardsNotGranted(Partition partition, IReadOnlyDictionary<string, string> cards) =>
        Record(partition, EventType.Warning, ConditionReasons.CardNotGranted, Sentences.NotGranted([.. cards.OrderBy(card => card.Key, StringComparer.Ordinal)]));

    public void CardsReleased(Partition partition, int count) =>
        Record(partition, EventType.Normal, "CardsReleased", (count == 1 ? "gave 1 card back" : $"gave {count} cards back") + Sentences.For(partition));

    public void PodEnded(Partition partition, Pod pod, string why) =>
        Record(partition, EventType.Normal, "PodEnded", $"pod {pod.Name.Name} is ended: {why}");

    public void PodRefused(Partition partition, string pod, string message) =>
        Record(partition, EventType.Warning, "PodRefused", $"pod {pod} cannot be made: {message}");

    public void PodLost(Partition partition, ObjectName pod) =>
        Record(partition, EventType.Warning, "PodLost", $"pod {pod.Name} is gone though nobody here ended it; it will be made anew");

    private static bool IsTrouble(PartitionPhase phase) => phase is PartitionPhase.Degraded or PartitionPhase.Failed;

    private void Record(Partition partition, EventType type, string reason, string note) =>
        events.Record(EventSubject.Of(Kinds.Partition, partition), type, reason, note);
}

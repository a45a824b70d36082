using System.Globalization;
using KubeDaq.Api.Partitions;
using KubeDaq.Api.Planning;
using KubeDaq.Operator.Controllers.Partitions.Deciding;
using KubeDaq.Operator.Pods;

namespace KubeDaq.Operator.Controllers.Partitions.Telling;

/// <summary>What a shifter reads.</summary>
internal static class Sentences
{
    public static string Obstacles(PartitionView view)
    {
        var obstacles = view.Plan.Obstacles;
        var notGranted = obstacles.Where(o => o is { Kind: ObstacleKind.CardNotGranted, Card: not null }).DistinctBy(o => o.Card).ToList();
        if (notGranted.Count > 0)
            return NotGranted([.. notGranted.Select(o => KeyValuePair.Create(o.Card!, o.Message))]);
        var more = obstacles.Count > 1 ? $" (and {obstacles.Count - 1} more)" : "";
        var lead = view.Plan.Verdict == Verdict.Wait ? "waiting: " : "";
        return obstacles.Count == 0 ? "waiting" : lead + obstacles[0].Message + more;
    }

    /// <summary>Every card is named, and for the first one how it is granted.</summary>
    public static string NotGranted(IReadOnlyList<KeyValuePair<string, string>> cards)
    {
        var others = string.Join(", ", cards.Skip(1).Select(card => card.Key));
        return cards[0].Value + (others.Length > 0 ? $"; the same for {others}" : "");
    }

    public static string Stopping(PartitionView view, IReadOnlyList<Pod> left)
    {
        var why = PartitionWish.TakenAway(view.Partition) is { } taken ? TakenAway(taken) + "; " : "";
        if (left.Count == 0)
            return why + "giving its cards back";
        if (left.FirstOrDefault(p => p.Deleting && view.IsLost(p)) is { } lost)
            return $"{why}{LostHost(view, lost)}: what ran there may still run, so its cards stay held until the host is back or an expert releases them by force";
        return $"{why}ending {Count(left.Count, "pod")}{StoppedBy(view.Partition)}";
    }

    public static string Stopped(PartitionView view)
    {
        if (PartitionWish.TakenAway(view.Partition) is { } taken)
            return TakenAway(taken) + "; start the partition again to have it back";
        if (PartitionWish.GaveUp(view.Partition))
            return view.Partition.Status?.Message ?? "a card was busy";
        return PartitionWish.IsComplete(view.Partition) ? "every application has come to its end" : $"stopped{StoppedBy(view.Partition)}";
    }

    /// <summary>The person behind it, after a sentence.</summary>
    public static string For(Partition partition) => partition.Spec.PersonBehind is { Length: > 0 } person ? $", for {person}" : "";

    private static string StoppedBy(Partition partition) =>
        partition.Spec is { State: DesiredState.Stopped, StateChangedBy: { Length: > 0 } person } ? $", by {person}" : "";

    public static string TakenAway(TakenCard taken) => $"card {taken.Card} was taken away by {taken.By}: {taken.Reason}";

    public static string Held(PartitionView view) => view.Held.Count == 0 ? "it needs none" : $"holds {Count(view.Held.Count, "card")}";

    public static string Taking(IReadOnlyList<CardTake> missing) =>
        missing.Count == 1 ? $"taking card {missing[0].Part}" : $"taking {missing.Count} cards, {missing[0].Part} among them";

    public static string Holding(PartitionView view, IReadOnlyList<CardTake> missing, IReadOnlyList<ApplicationStatus> applications)
    {
        if (missing.Count > 0)
            return Taking(missing);
        if (view.UnwellCards.Count > 0)
            return string.Join("; ", view.UnwellCards);
        var late = applications.FirstOrDefault(a => a.Ready < a.Replicas && a.Message is not null);
        var (ready, all) = (applications.Sum(a => a.Ready), applications.Sum(a => a.Replicas));
        if (ready < all)
            return late is null ? $"{ready} of {Count(all, "pod")} ready" : $"{ready} of {Count(all, "pod")} ready; {late.Name}: {late.Message}";
        return view.Pods.Values.Any(p => p.FailedForGood && !p.Deleting)
            ? FailedForGood(view.Pods.Values.First(p => p.FailedForGood))
            : all == 1 ? "its pod is ready" : $"all {all} pods are ready";
    }

    public static string Pending(Pod pod, int count) =>
        $"{Count(count, "pod")} without a host; {pod.Name.Name}: {pod.Complaint ?? "not looked at by the scheduler yet"}";

    /// <summary>What is wrong with a pod; null where nothing is known to be.</summary>
    public static string? Trouble(PartitionView view, string name)
    {
        if (!view.Pods.TryGetValue(name, out var pod))
            return view.Troubles.TryGetValue(name, out var trouble) && trouble.Message is not null ? $"{name} cannot be made: {trouble.Message}" : null;
        if (pod.FailedForGood)
            return FailedForGood(pod);
        if (pod.Host is not null && !pod.Serves && view.Nodes.TryGetValue(pod.Host, out var node) && !node.IsReady)
            return LostHost(view, pod) + "; its cards stay held";
        if (pod.Deleting)
            return $"{name} is being ended";
        if (pod.Serves)
            return null;
        return pod.Complaint is null ? null : $"{name} {(pod.Host is null ? "is pending" : $"on {pod.Host}")}: {pod.Complaint}";
    }

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string LostHost(PartitionView view, Pod pod) =>
        view.Nodes.TryGetValue(pod.Host!, out var node)
            ? $"host {pod.Host} does not answer{(node.Since is { } since ? $" since {Time(since)}" : "")}"
            : $"host {pod.Host} is no longer in the cluster";

    private static string FailedForGood(Pod pod) =>
        $"{pod.Name.Name} has failed and is not to be restarted{(pod.Complaint is null ? "" : $": {pod.Complaint}")}";

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}

using KubeDaq.Api.Partitions;
using KubeDaq.Api.Planning;
using KubeDaq.Operator.Controllers.Partitions.Deciding;

namespace KubeDaq.Operator.Controllers.Partitions.Telling;

/// <summary>The part of the status about each application.</summary>
internal static class ApplicationReports
{
    /// <summary>What the plan gives, and how far its pods are.</summary>
    public static IReadOnlyList<ApplicationStatus> Planned(PartitionView view)
    {
        var order = new StartOrder(view);
        var replicas = view.Plan.Replicas.ToLookup(r => r.Application);
        return [.. view.Partition.Spec.Applications.Select(a => Report(view, a, order.AwaitedBy(a), [.. replicas[a.Name].Select(r => Replica(view, r))]))];
    }

    /// <summary>What was given before, and how far its pods are now.</summary>
    public static IReadOnlyList<ApplicationStatus> Recorded(PartitionView view)
    {
        var recorded = (view.Partition.Status?.Applications ?? []).ToDictionary(a => a.Name);
        return [.. view.Partition.Spec.Applications.Select(a => Report(view, a, null, recorded.TryGetValue(a.Name, out var known) ? known.Pods : []))];
    }

    /// <summary>Nothing is given and nothing runs.</summary>
    public static IReadOnlyList<ApplicationStatus> Empty(PartitionView view) =>
        [.. view.Partition.Spec.Applications.Select(a => new ApplicationStatus { Name = a.Name, Replicas = a.Replicas })];

    private static ApplicationStatus Report(PartitionView view, Application application, string? awaited, IReadOnlyList<ReplicaStatus> replicas)
    {
        var ready = replicas.Count(r => view.Pods.TryGetValue(r.Pod, out var pod) && pod.Serves);
        return new ApplicationStatus
        {
            Name = application.Name,
            Replicas = application.Replicas,
            Ready = ready,
            Message = ready >= application.Replicas ? null : Message(view, awaited, replicas),
            Pods = replicas,
        };
    }

    private static string? Message(PartitionView view, string? awaited, IReadOnlyList<ReplicaStatus> replicas)
    {
        foreach (var replica in replicas)
        {
            if (Sentences.Trouble(view, replica.Pod) is { } trouble)
                return trouble;
        }

        return awaited is not null && replicas.Any(r => !view.Pods.ContainsKey(r.Pod)) ? $"waits until {awaited} is ready" : null;
    }

    private static ReplicaStatus Replica(PartitionView view, ReplicaPlan replica)
    {
        var pinned = replica.Hosts is { Count: 1 } hosts ? hosts[0] : null;
        return new ReplicaStatus
        {
            Index = replica.Index,
            Pod = replica.Pod,
            Host = view.Pods.TryGetValue(replica.Pod, out var pod) ? pod.Host ?? pinned : pinned,
            Cards = [.. replica.Cards.Select(c => c.Card)],
            Ports = replica.Ports.Count == 0 ? null : replica.Ports,
        };
    }
}

using System.Globalization;

namespace KubeDaq.Sandbox.Scheduling;

/// <summary>Where a pod goes: a node, or the sentence that says why none takes it.</summary>
internal sealed record NodeChoice(NodeState? Node, string Message)
{
    private const int WeightOfPreference = 2;
    private const int WeightOfTaint = 3;

    /// <summary>Picks the best of the nodes that take the pod; among equals the first by name, so that a run can be repeated.</summary>
    public static NodeChoice Pick(PodDemand pod, IReadOnlyCollection<NodeState> nodes)
    {
        NodeState? best = null;
        var bestScore = double.MinValue;
        var refusals = new List<Refusal>();
        foreach (var node in nodes)
        {
            if (NodeFilter.Refuse(pod, node) is { } refusal)
            {
                refusals.Add(refusal);
                continue;
            }
            var score = Score(pod, node);
            if (best is null || score > bestScore || (score == bestScore && string.CompareOrdinal(node.Name, best.Name) < 0))
                (best, bestScore) = (node, score);
        }
        return best is null ? new(null, Explain(refusals, nodes.Count)) : new(best, "");
    }

    private static double Score(PodDemand pod, NodeState node)
    {
        var preferred = pod.PreferredTerms.Where(one => one.Term.Matches(node)).Sum(one => one.Weight);
        var avoided = node.Taints.Count(taint => taint.Effect == "PreferNoSchedule" && !pod.Tolerations.Any(one => one.Tolerates(taint)));
        return (WeightOfPreference * preferred) + FreeShare(pod, node, "cpu") + FreeShare(pod, node, "memory") - (100 * WeightOfTaint * avoided) - ((double)node.Pods.Count / 1000);
    }

    private static double FreeShare(PodDemand pod, NodeState node, string resource)
    {
        var all = node.Allocatable.GetValueOrDefault(resource);
        return all == 0 ? 0 : 50.0 * (all - node.Used(resource) - pod.Amounts.GetValueOrDefault(resource)) / all;
    }

    private static string Explain(List<Refusal> refusals, int count)
    {
        if (count == 0)
            return "no nodes available to schedule pods";
        var helpless = refusals.Count(refusal => !refusal.CanBeFreed);
        var preemption = Histogram([
            .. Enumerable.Repeat("No preemption victims found for incoming pod", count - helpless),
            .. Enumerable.Repeat("Preemption is not helpful for scheduling", helpless)]);
        var nodes = string.Create(CultureInfo.InvariantCulture, $"0/{count} nodes are available:");
        return $"{nodes} {Histogram(refusals.SelectMany(refusal => refusal.Reasons))}. no new claims to deallocate, preemption: {nodes} {preemption}.";
    }

    private static string Histogram(IEnumerable<string> reasons) => string.Join(", ", reasons
        .GroupBy(reason => reason)
        .Select(group => $"{group.Count()} {group.Key}")
        .Order(StringComparer.Ordinal));
}

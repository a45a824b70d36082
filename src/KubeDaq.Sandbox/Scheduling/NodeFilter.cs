namespace KubeDaq.Sandbox.Scheduling;

/// <summary>Decides whether a pod can be on a node, by the rules and in the words of kube-scheduler.</summary>
internal static class NodeFilter
{
    private const string Affinity = "node(s) didn't match Pod's node affinity/selector";

    /// <summary>Why not; null when it can.</summary>
    public static Refusal? Refuse(PodDemand pod, NodeState node)
    {
        if (node.Cordoned && !pod.Tolerations.Any(one => one.Tolerates(Taint.Unschedulable)))
            return Refusal.ForGood("node(s) were unschedulable");
        if (node.Taints.Any(taint => taint.Repels && !pod.Tolerations.Any(one => one.Tolerates(taint))))
            return Refusal.ForGood("node(s) had untolerated taint(s)");
        if (!Selects(pod, node))
            return Refusal.ForGood(Affinity);
        if (pod.Ports.Count > 0 && node.Pods.Any(other => other.Ports.Any(theirs => pod.Ports.Any(ours => ours.Clashes(theirs)))))
            return new(["node(s) didn't have free ports for the requested pod ports"], true);
        return RefuseAmounts(pod, node);
    }

    private static bool Selects(PodDemand pod, NodeState node) =>
        pod.NodeSelector.All(pair => node.Labels.TryGetValue(pair.Key, out var value) && value == pair.Value)
        && (!pod.HasRequiredTerms || pod.RequiredTerms.Any(term => term.Matches(node)));

    private static Refusal? RefuseAmounts(PodDemand pod, NodeState node)
    {
        List<string>? reasons = null;
        var canBeFreed = true;
        if (node.Pods.Count + 1 > node.Allocatable.GetValueOrDefault("pods"))
            (reasons ??= []).Add("Too many pods");
        foreach (var (resource, amount) in pod.Amounts)
        {
            var all = node.Allocatable.GetValueOrDefault(resource);
            if (amount == 0 || amount <= all - node.Used(resource))
                continue;
            (reasons ??= []).Add("Insufficient " + resource);
            canBeFreed &= amount <= all;
        }
        return reasons is null ? null : new(reasons, canBeFreed);
    }
}

/// <summary>Why a node does not take a pod.</summary>
/// <param name="Reasons">One or more, in kube-scheduler's words.</param>
/// <param name="CanBeFreed">Whether the end of other pods there could change it.</param>
internal sealed record Refusal(IReadOnlyList<string> Reasons, bool CanBeFreed)
{
    /// <summary>A refusal that no end of a pod changes.</summary>
    public static Refusal ForGood(string reason) => new([reason], false);
}

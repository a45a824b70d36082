namespace KubeDaq.NodeAgent.Guarding;

/// <summary>A pod that may be the one for which the kubelet asks.</summary>
/// <param name="Pod">The pod.</param>
/// <param name="Partition">The partition that it says it belongs to, in its namespace; null for none.</param>
internal sealed record Requester(PodRef Pod, string? Partition)
{
    /// <summary>How it is called in sentences.</summary>
    public override string ToString() => Partition is null ? $"pod {Pod}, which belongs to no partition" : $"pod {Pod} of partition {Pod.Namespace}/{Partition}";
}

using System.Globalization;

namespace KubeDaq.NodeAgent.Guarding;

/// <summary>A pod that may be the one for which the kubelet asks.</summary>
/// <param name="Pod">The pod.</param>
/// <param name="Partition">The partition that it says it belongs to, in its namespace; null for none.</param>
/// <param name="Leases">The leases that it was made under; null for a pod that the operator did not make.</param>
internal sealed record Requester(PodRef Pod, string? Partition, string? Leases = null)
{
    /// <summary>Whether it was made under this hold of a card or unit. One that the operator did not make knows of no numbers.</summary>
    /// <param name="part">The card, or card/unit.</param>
    /// <param name="number">The fencing number of the hold.</param>
    public bool IsMadeUnder(string part, long number) =>
        Leases is null || Leases.Split(',').Contains(string.Create(CultureInfo.InvariantCulture, $"{part}={number}"));

    /// <summary>How it is called in sentences.</summary>
    public override string ToString() => Partition is null ? $"pod {Pod}, which belongs to no partition" : $"pod {Pod} of partition {Pod.Namespace}/{Partition}";
}

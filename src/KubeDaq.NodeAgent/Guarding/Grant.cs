using KubeDaq.NodeAgent.Offering;

namespace KubeDaq.NodeAgent.Guarding;

/// <summary>The record that a part of a card was handed over, kept until the pod that has it is really gone.</summary>
internal sealed record Grant
{
    /// <summary>What was handed over.</summary>
    public required CardPart Part { get; init; }

    /// <summary>The pod that has it; more than one where the kubelet did not say which of those that asked.</summary>
    public required IReadOnlyList<PodRef> Pods { get; init; }

    /// <summary>Since when.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>The uid of the claim that it was prepared for; null for a device plugin's.</summary>
    public string? Claim { get; init; }

    /// <summary>Whether it was handed over as a device of a claim, and so not by the device plugin.</summary>
    public bool IsClaimed => Claim is not null;
}

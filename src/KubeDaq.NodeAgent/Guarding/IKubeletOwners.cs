using KubeDaq.NodeAgent.Offering;

namespace KubeDaq.NodeAgent.Guarding;

/// <summary>Who has what in the kubelet's own books.</summary>
internal interface IKubeletOwners
{
    /// <summary>Whether there is somebody to ask.</summary>
    bool IsThere { get; }

    /// <summary>Asks the kubelet; null where it does not answer.</summary>
    Task<IReadOnlyList<KubeletOwner>?> ReadAsync(CancellationToken stop);
}

/// <summary>A part of a card that a pod has, as the kubelet says. It does not know the pod's uid.</summary>
/// <param name="Part">What the pod has.</param>
/// <param name="Namespace">The pod's namespace.</param>
/// <param name="Pod">The pod's name.</param>
/// <param name="IsClaimed">Whether it has it by a claim.</param>
internal sealed record KubeletOwner(CardPart Part, string Namespace, string Pod, bool IsClaimed);

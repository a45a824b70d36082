using KubeDaq.Api.ReadoutCards;
using KubeDaq.NodeAgent.Offering;
using KubeDaq.NodeAgent.State;

namespace KubeDaq.NodeAgent.Guarding;

/// <summary>All that decides whether a part of a card may be handed over.</summary>
internal sealed record GuardQuestion
{
    /// <summary>What is asked for.</summary>
    public required CardPart Part { get; init; }

    /// <summary>The card as discovery sees it; null when it is not of this host.</summary>
    public HostCard? Card { get; init; }

    /// <summary>The card as the API server has it, with lease and maintenance; null when it was never read.</summary>
    public ReadoutCard? Record { get; init; }

    /// <summary>The claim for which it is asked; null where the device plugin is asked.</summary>
    public string? Claim { get; init; }

    /// <summary>The pods that can be meant.</summary>
    public IReadOnlyList<Requester> Requesters { get; init; } = [];

    /// <summary>What has been handed over and not been seen to be over.</summary>
    public IReadOnlyList<Grant> Grants { get; init; } = [];
}

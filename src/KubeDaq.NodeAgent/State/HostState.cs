using KubeDaq.Api.ReadoutCards;

namespace KubeDaq.NodeAgent.State;

/// <summary>What the parts of the agent tell each other.</summary>
internal sealed class HostState
{
    /// <summary>The cards of this host, by name; null before discovery has looked for the first time. A card that is gone stays, unhealthy.</summary>
    public Latest<IReadOnlyDictionary<string, HostCard>?> Cards { get; } = new(null);

    /// <summary>The ReadoutCards of this host as the API server has them, with lease and maintenance, by name; null before they were read.</summary>
    public Latest<IReadOnlyDictionary<string, ReadoutCard>?> Records { get; } = new(null);

    /// <summary>How the cards are offered; the offering side writes it.</summary>
    public Latest<OfferState> Offers { get; } = new(new());
}

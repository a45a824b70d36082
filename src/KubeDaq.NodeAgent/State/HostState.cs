using KubeDaq.Api.ReadoutCards;
using KubeDaq.NodeAgent.Cvmfs;
using KubeDaq.NodeAgent.Discovery.Hosts;

namespace KubeDaq.NodeAgent.State;

/// <summary>What the parts of the agent tell each other.</summary>
internal sealed class HostState
{
    /// <summary>The cards of this host, by name; null before discovery has looked for the first time. A card that is gone stays, unhealthy.</summary>
    public Latest<IReadOnlyDictionary<string, HostCard>?> Cards { get; } = new(null);

    /// <summary>The ReadoutCards of this host as the API server has them, with lease and maintenance, by name; null before they were read.</summary>
    public Latest<IReadOnlyDictionary<string, ReadoutCard>?> Records { get; } = new(null);

    /// <summary>What the host has beside its cards; null before discovery has looked for the first time.</summary>
    public Latest<HostFacts?> Facts { get; } = new(null);

    /// <summary>Names of this host's cards that another host claims too, each with that host.</summary>
    public Latest<IReadOnlyDictionary<string, string>> OtherClaims { get; } = new(new Dictionary<string, string>());

    /// <summary>How the CVMFS repositories are, by their names; null before they were checked.</summary>
    public Latest<IReadOnlyDictionary<string, RepositoryState>?> Repositories { get; } = new(null);

    /// <summary>How the cards are offered; the offering side writes it.</summary>
    public Latest<OfferState> Offers { get; } = new(new());
}

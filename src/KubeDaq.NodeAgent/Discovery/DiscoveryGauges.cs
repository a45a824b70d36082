using KubeDaq.Api.ReadoutCards;
using KubeDaq.NodeAgent.State;
using KubeDaq.NodeAgent.Telemetry;

namespace KubeDaq.NodeAgent.Discovery;

/// <summary>The numbers of discovery.</summary>
internal static class DiscoveryGauges
{
    private const string Healthy = "kubedaq_agent_card_healthy";

    public static void Set(Gauges gauges, IReadOnlyList<HostCard> cards)
    {
        gauges.Describe(Healthy, "Whether the card is well (1) or not (0).");
        foreach (var card in cards)
            gauges.Set(Healthy, card.Health.Health == CardHealth.Healthy ? 1 : 0, "card", card.Name);
    }
}

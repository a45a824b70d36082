namespace KubeDaq.NodeAgent.Offering;

/// <summary>The parts that offer the host's cards to the kubelet.</summary>
internal static class OfferingParts
{
    public static IReadOnlyList<IAgentPart> Make(AgentContext context) => [];
}

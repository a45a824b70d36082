using KubeDaq.NodeAgent.State;

namespace KubeDaq.NodeAgent.Configuration;

/// <summary>What the agent looks for on its host, and how it calls and offers it.</summary>
internal sealed record AgentConfiguration
{
    /// <summary>How cards are offered; null leaves it to what the kubelet and the runtime can do.</summary>
    public OfferMode? Mode { get; init; }

    /// <summary>Seconds between two looks at the host.</summary>
    public int IntervalSeconds { get; init; } = 2;
}

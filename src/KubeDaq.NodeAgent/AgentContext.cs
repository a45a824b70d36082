using KubeDaq.NodeAgent.Cluster;
using KubeDaq.NodeAgent.Configuration;
using KubeDaq.NodeAgent.State;
using KubeDaq.NodeAgent.Telemetry;
using Microsoft.Extensions.Logging;

namespace KubeDaq.NodeAgent;

/// <summary>What every part of the agent is made from.</summary>
internal sealed record AgentContext(
    AgentOptions Options,
    AgentConfiguration Configuration,
    HostState State,
    IApiServer? ApiServer,
    IAgentEvents Events,
    Gauges Gauges,
    TimeProvider Time,
    ILoggerFactory Loggers)
{
    /// <summary>
    /// The time of what is done again and again, every few seconds, and does not wait for the network. A driver that hangs would hold all of it up; what
    /// answers the kubelet and follows what happens goes by <see cref="Time"/>.
    /// </summary>
    public TimeProvider Rounds { get; init; } = Time;
}

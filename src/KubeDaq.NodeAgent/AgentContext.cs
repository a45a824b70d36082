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
    ILoggerFactory Loggers);

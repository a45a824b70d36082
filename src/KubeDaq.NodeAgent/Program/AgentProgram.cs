using KubeDaq.NodeAgent.Cluster;
using KubeDaq.NodeAgent.Configuration;
using KubeDaq.NodeAgent.Offering;
using KubeDaq.NodeAgent.State;
using KubeDaq.NodeAgent.Telemetry;
using Microsoft.Extensions.Logging;

namespace KubeDaq.NodeAgent.Program;

/// <summary>The agent as a program: every part, put together in one place.</summary>
internal static class AgentProgram
{
    public static async Task<int> RunAsync(AgentOptions options, CancellationToken stop)
    {
        var time = TimeProvider.System;
        using var loggers = LoggerFactory.Create(AgentLogging.SetUp);
        var logger = loggers.CreateLogger("KubeDaq.NodeAgent");
        AgentLog.Starts(logger, typeof(AgentProgram).Assembly.GetName().Version?.ToString(3), options.NodeName, options.HostRoot, options.KubeletRoot);
        var context = new AgentContext(options, new AgentConfiguration(), new HostState(), null, new SilentEvents(), new Gauges(), time, loggers);
        await new PartRunner(time, logger).RunAsync(Parts(context), stop);
        AgentLog.Ends(logger);
        return 0;
    }

    private static IEnumerable<IAgentPart> Parts(AgentContext context) => OfferingParts.Make(context);
}

using KubeDaq.NodeAgent.Cluster;
using KubeDaq.NodeAgent.Configuration;
using KubeDaq.NodeAgent.Discovery;
using KubeDaq.NodeAgent.Discovery.Hosts;
using KubeDaq.NodeAgent.Offering;
using KubeDaq.NodeAgent.State;
using KubeDaq.NodeAgent.Telemetry;
using Microsoft.Extensions.Logging;

namespace KubeDaq.NodeAgent.Program;

/// <summary>The agent as a program: every part, put together in one place.</summary>
internal static class AgentProgram
{
    private const int Misconfigured = 64;

    public static async Task<int> RunAsync(AgentOptions options, CancellationToken stop)
    {
        AgentConfiguration configuration;
        try
        {
            configuration = options.ConfigurationFile is { } file ? ConfigurationReading.Load(file) : new AgentConfiguration();
        }
        catch (ConfigurationException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return Misconfigured;
        }

        return await RunAsync(options, configuration, stop);
    }

    private static async Task<int> RunAsync(AgentOptions options, AgentConfiguration configuration, CancellationToken stop)
    {
        var time = TimeProvider.System;
        using var loggers = LoggerFactory.Create(AgentLogging.SetUp);
        var logger = loggers.CreateLogger("KubeDaq.NodeAgent");
        AgentLog.Starts(logger, typeof(AgentProgram).Assembly.GetName().Version?.ToString(3), options.NodeName, options.HostRoot, options.KubeletRoot);
        var context = new AgentContext(options, configuration, new HostState(), null, new SilentEvents(), new Gauges(), time, loggers);
        await new PartRunner(time, logger).RunAsync(Parts(context), stop);
        AgentLog.Ends(logger);
        return 0;
    }

    private static IEnumerable<IAgentPart> Parts(AgentContext context) => [new DiscoveryPart(context, new KernelAddresses()), .. OfferingParts.Make(context)];
}

using KubeDaq.NodeAgent.Cluster;
using KubeDaq.NodeAgent.Configuration;
using KubeDaq.NodeAgent.Cvmfs;
using KubeDaq.NodeAgent.Discovery;
using KubeDaq.NodeAgent.Discovery.Hosts;
using KubeDaq.NodeAgent.Offering;
using KubeDaq.NodeAgent.Offering.Sockets;
using KubeDaq.NodeAgent.Reporting;
using KubeDaq.NodeAgent.State;
using KubeDaq.NodeAgent.Telemetry;
using Microsoft.Extensions.Logging;

namespace KubeDaq.NodeAgent.Program;

/// <summary>The agent as a program: every part, put together in one place.</summary>
internal static class AgentProgram
{
    private const int Misconfigured = 64;

    /// <summary>Refuses to start when misconfigured, before any work.</summary>
    public static async Task<int> RunAsync(AgentOptions options, CancellationToken stop)
    {
        try
        {
            var configuration = options.ConfigurationFile is { } file ? ConfigurationReading.Load(file) : new AgentConfiguration();
            var access = options.Alone ? null : ApiAccess.Find(options.Kubeconfig, TimeProvider.System);
            await RunAsync(options, configuration, access, stop);
            return 0;
        }
        catch (Exception e) when (e is ConfigurationException or AccessException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return Misconfigured;
        }
    }

    private static async Task RunAsync(AgentOptions options, AgentConfiguration configuration, ApiAccess? access, CancellationToken stop)
    {
        var time = TimeProvider.System;
        using var loggers = LoggerFactory.Create(AgentLogging.SetUp);
        var logger = loggers.CreateLogger("KubeDaq.NodeAgent");
        AgentLog.Starts(logger, typeof(AgentProgram).Assembly.GetName().Version?.ToString(3), options.NodeName, options.HostRoot, options.KubeletRoot);
        if (access is { Authorities: not null })
            SystemAuthorities.LeaveUnread();
        using var server = access is null ? null : new ApiServer(access, time, loggers.CreateLogger<ApiServer>());
        var events = server is null ? null : new AgentEvents(server, options.NodeName, time, loggers.CreateLogger<AgentEvents>());
        using var rounds = new OwnThreadTime("rounds");
        var context = new AgentContext(options, configuration, new HostState(), server, events ?? (IAgentEvents)new SilentEvents(), new Gauges(), time, loggers) { Rounds = rounds };
        var sockets = new AgentServer(loggers);
        var later = LaterParts(context, sockets).Concat(events is null ? [] : [events]).Select(part => new LaterPart(part, context.State, time));
        IAgentPart[] parts = [new DiscoveryPart(context, new KernelAddresses()), .. OfferingParts.MakeOwning(context, sockets), .. later];
        await new PartRunner(time, logger).RunAsync(parts, stop);
        AgentLog.Ends(logger);
    }

    private static IEnumerable<IAgentPart> LaterParts(AgentContext context, AgentServer sockets)
    {
        yield return new MemoryReturn(context.Time);
        yield return new QuietCollection(context.State);
        foreach (var part in ReportingParts.Make(context).Concat(CvmfsParts.Make(context)))
            yield return part;
        if (context.Options.MetricsEndpoint is { } address)
            yield return new MetricsServer(address, sockets, context.State, context.Gauges);
    }
}

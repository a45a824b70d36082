using System.CommandLine;
using KubeDaq.Bench.Admitting;
using KubeDaq.Bench.Agents;
using KubeDaq.Bench.Boot;
using KubeDaq.Bench.Clusters;
using KubeDaq.Bench.Planning;
using KubeDaq.Bench.Startup;
using KubeDaq.Cluster.Connections;

var root = new RootCommand("Measures what KubeDaq promises.") { new BootCommand(), new AdmittingCommand(), new AgentCommand(), new PlannerCommand(), new StartupCommand() };
try
{
    // A measurement that is broken off still takes its hosts and pods away.
    var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromMinutes(2) };
    return await root.Parse(args).InvokeAsync(invocation);
}
catch (Exception e) when (e is ClusterException or BenchFailure)
{
    await Console.Error.WriteLineAsync($"bench: {e.Message}");
    return 1;
}
catch (OperationCanceledException)
{
    return 130;
}

using System.CommandLine;
using KubeDaq.Bench.Boot;
using KubeDaq.Bench.Clusters;
using KubeDaq.Bench.Planning;
using KubeDaq.Bench.Startup;
using KubeDaq.Cluster.Connections;

var root = new RootCommand("Measures what KubeDaq promises.") { new BootCommand(), new PlannerCommand(), new StartupCommand() };
try
{
    return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
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

using KubeDaq.Api.HostAccess;
using KubeDaq.Api.Planning;
using KubeDaq.Cluster.Clients;
using KubeDaq.Cluster.Connections;
using KubeDaq.Cluster.Events;
using KubeDaq.Cluster.Leadership;
using KubeDaq.Operator.Controllers.HostAccessPolicies;
using KubeDaq.Operator.Controllers.HostAccessPolicies.Telling;
using KubeDaq.Operator.Governing;
using KubeDaq.Operator.Looking;
using KubeDaq.Operator.Program;
using Microsoft.Extensions.Logging;

namespace KubeDaq.Operator;

/// <summary>The operator as a program: follows the cluster, and works on it while it leads.</summary>
public static class OperatorProgram
{
    private static readonly ResourceKind[] Needed = [Kinds.Partition, Kinds.ReadoutCard, Kinds.DaqHost, Kinds.HostAccessPolicy, GoverningKinds.AdmissionPolicy];

    /// <summary>Runs until it is stopped; then it ends what it has in hand and gives leadership up at once.</summary>
    /// <param name="options">How it runs.</param>
    /// <param name="access">The way into the cluster.</param>
    /// <param name="loggers">Where it logs.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="ClusterException">The cluster cannot be worked on; the message says what to do.</exception>
    public static async Task RunAsync(OperatorOptions options, ClusterAccess access, ILoggerFactory loggers, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(options);
        var time = TimeProvider.System;
        var logger = loggers.CreateLogger("KubeDaq.Operator");
        using var connection = new ClusterConnection(access, time);
        OperatorLog.Starts(
            logger, typeof(OperatorProgram).Assembly.GetName().Version?.ToString(3), connection.Server, options.LeaderElection, options.HostPorts.Min, options.HostPorts.Max, options.HostAccessMode);
        await CheckKindsAsync(connection, stop);
        var caching = new OperatorCaching(connection, time, loggers);
        var identity = LeadershipOptions.NewIdentity();
        var events = new EventRecorder(
            connection.Client(Kinds.Event), "dune.daq/operator", identity, time, loggers.CreateLogger<EventRecorder>());
        var reviews = new UseReviews(connection.Client(Kinds.Json(UseReviews.Kind)), time);
        var parts = new OperatorParts(caching.Caches, OperatorClients.Over(connection), reviews, events, options, Planner.Make, time);
        var hostAccess = new HostAccessReconciler(
            caching.HostAccess, OperatorClients.HostAccess(connection), new WriteThrough<HostAccessPolicy>(caching.HostAccess.Policies), parts.Cards,
            new PolicyNews(events), options.HostAccessMode, time);
        using var controllers = new OperatorControllers(caching.Caches, caching.HostAccess, parts, hostAccess, time, loggers);
        await using var health = await StartHealthAsync(options, caching, logger, stop);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var background = Task.WhenAll(caching.RunAsync(end.Token), events.RunAsync(end.Token));
        try
        {
            var election = options.LeaderElection
                ? new LeaderElection(
                    connection.Client(Kinds.Lease), new LeadershipOptions(options.Lease, identity), time, new Random(), loggers.CreateLogger<LeaderElection>())
                : null;
            await (election?.RunAsync(controllers.RunAsync, stop) ?? controllers.RunAsync(stop));
        }
        finally
        {
            await end.CancelAsync();
            await background.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            OperatorLog.Ends(logger);
        }
    }

    /// <summary>Without the definitions nothing can be done: say so at once instead of trying for ever.</summary>
    private static async Task CheckKindsAsync(ClusterConnection connection, CancellationToken stop)
    {
        foreach (var kind in Needed)
            (await connection.SendAsync(new ApiRequest(HttpMethod.Get, kind.Path(null) + "?limit=1") { Kind = kind }, stop)).Dispose();
    }

    /// <summary>Partitions matter more than metrics: a port that is taken (two sandboxes on one machine) ends nothing.</summary>
    private static async Task<HealthServer?> StartHealthAsync(OperatorOptions options, OperatorCaching caching, ILogger logger, CancellationToken stop)
    {
        if (options.MetricsPort is not { } port)
            return null;
        try
        {
            var health = await HealthServer.StartAsync(options.MetricsAddress, port, () => caching.Synced.IsCompletedSuccessfully, stop);
            OperatorLog.Listens(logger, health.Address);
            return health;
        }
        catch (IOException e)
        {
            OperatorLog.CannotListen(logger, options.MetricsAddress, port, e.Message);
            return null;
        }
    }
}

using KubeDaq.Cluster.Caching;
using KubeDaq.Cluster.Clients;
using KubeDaq.Cluster.Connections;
using KubeDaq.Operator.Governing;
using KubeDaq.Operator.Pods;
using Microsoft.Extensions.Logging;

namespace KubeDaq.Operator.Program;

/// <summary>The caches over a connection.</summary>
internal sealed class OperatorCaching
{
    private readonly List<Func<CancellationToken, Task>> _runs = [];
    private readonly List<Task> _synced = [];

    public OperatorCaching(ClusterConnection connection, TimeProvider time, ILoggerFactory loggers)
    {
        Caches = new OperatorCaches(
            Make(connection, Kinds.Partition, time, loggers),
            Make(connection, Kinds.ReadoutCard, time, loggers),
            Make(connection, Kinds.DaqHost, time, loggers),
            Make(connection, ReadKinds.Node, time, loggers),
            Make(connection, ReadKinds.Pod, time, loggers),
            Make(connection, ReadKinds.Namespace, time, loggers));
        HostAccess = new HostAccessCaches(
            Make(connection, Kinds.HostAccessPolicy, time, loggers),
            Make(connection, GoverningKinds.AdmissionPolicy, time, loggers),
            Make(connection, GoverningKinds.AdmissionBinding, time, loggers),
            Make(connection, GoverningKinds.ClusterRole, time, loggers),
            Make(connection, GoverningKinds.Role, time, loggers),
            Make(connection, GoverningKinds.RoleBinding, time, loggers),
            Make(connection, GoverningKinds.ClusterRoleBinding, time, loggers));
        Synced = Task.WhenAll(_synced);
    }

    public OperatorCaches Caches { get; }

    public HostAccessCaches HostAccess { get; }

    /// <summary>Every cache has its first list.</summary>
    public Task Synced { get; }

    public Task RunAsync(CancellationToken stop) => Task.WhenAll(_runs.Select(r => r(stop)));

    private ObjectCache<T> Make<T>(ClusterConnection connection, ResourceKind<T> kind, TimeProvider time, ILoggerFactory loggers)
        where T : class
    {
        var cache = new ObjectCache<T>(connection.Client(kind), new CacheOptions<T>(), time, new Random(), loggers.CreateLogger<ObjectCache<T>>());
        _runs.Add(cache.RunAsync);
        _synced.Add(cache.Synced);
        return cache;
    }
}

using System.Text.Json.Nodes;
using k8s.Models;
using KubeDaq.Api.Meta;
using KubeDaq.Cluster.Clients;
using KubeDaq.Cluster.Connections;

namespace KubeDaq.Cluster.Tests.Leadership;

/// <summary>The one Lease that instances compete for, with a compare-and-swap as the API server's.</summary>
internal sealed class SharedLease
{
    private readonly Lock _lock = new();
    private int _version;

    public V1LeaseSpec? Spec { get; private set; }

    /// <summary>How one instance sees it.</summary>
    public View For() => new(this);

    private V1Lease? Read()
    {
        lock (_lock)
            return Spec is null ? null : Object();
    }

    private V1Lease Write(V1Lease lease, bool isNew)
    {
        lock (_lock)
        {
            if (isNew && Spec is not null)
                throw new ApiException(409, "AlreadyExists", "already exists");
            if (!isNew && lease.Metadata.ResourceVersion != $"{_version}")
                throw new ApiException(409, "Conflict", "the object has been modified");
            _version++;
            Spec = lease.Spec;
            return Object();
        }
    }

    private V1Lease Object() => new()
    {
        Metadata = new V1ObjectMeta { NamespaceProperty = "kubedaq", Name = "operator", Uid = "u", ResourceVersion = $"{_version}" },
        Spec = Spec,
    };

    /// <summary>One instance's connection to it, which may be down, lose answers or hang.</summary>
    internal sealed class View(SharedLease lease) : IResourceClient<V1Lease>
    {
        public bool Down { get; set; }

        public bool LosesAnswers { get; set; }

        public bool Hangs { get; set; }

        public Task<V1Lease?> GetAsync(ObjectName name, CancellationToken stop) => AskAsync(lease.Read, stop);

        public Task<V1Lease> CreateAsync(V1Lease value, CancellationToken stop) => AskAsync(() => lease.Write(value, isNew: true), stop);

        public Task<V1Lease> ReplaceAsync(V1Lease value, CancellationToken stop) => AskAsync(() => lease.Write(value, isNew: false), stop);

        public Task<IReadOnlyList<V1Lease>> ListAsync(string? ns, string? labelSelector, CancellationToken stop) => throw new NotSupportedException();

        public Task<V1Lease> ReplaceStatusAsync(V1Lease value, CancellationToken stop) => throw new NotSupportedException();

        public Task<V1Lease> MergePatchAsync(ObjectName name, JsonObject patch, string? subresource, CancellationToken stop) =>
            throw new NotSupportedException();

        public Task DeleteAsync(ObjectName name, string? uid, CancellationToken stop) => throw new NotSupportedException();

        private async Task<TAnswer> AskAsync<TAnswer>(Func<TAnswer> answer, CancellationToken stop)
        {
            stop.ThrowIfCancellationRequested();
            if (Hangs)
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
            if (Down)
                throw new UnreachableException("connection refused");
            var result = answer();
            return LosesAnswers ? throw new UnreachableException("connection reset") : result;
        }
    }
}

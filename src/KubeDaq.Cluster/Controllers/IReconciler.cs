using KubeDaq.Api.Meta;

namespace KubeDaq.Cluster.Controllers;

/// <summary>Brings one object of the cluster to what its spec says. Gets a key, never an event.</summary>
public interface IReconciler
{
    /// <summary>Looks at the object as it is now and acts. An exception means: again, with back-off.</summary>
    Task<Reconciled> ReconcileAsync(ObjectName name, CancellationToken stop);
}

/// <summary>How a reconcile ended.</summary>
/// <param name="Again">When to look again without being told; null for not.</param>
public readonly record struct Reconciled(TimeSpan? Again)
{
    /// <summary>Nothing to do until something changes.</summary>
    public static Reconciled Done { get; }

    /// <summary>Look again after a time.</summary>
    public static Reconciled After(TimeSpan time) => new(time);
}

using k8s.Models;
using KubeDaq.Cluster.Clients;

namespace KubeDaq.Cluster.Leadership;

/// <summary>
/// One instance's view of the Lease. Whether another's hold has run out is judged by how long this instance saw no change, never by
/// the times written in it: clocks differ.
/// </summary>
internal sealed class HeldLease(IResourceClient<V1Lease> leases, LeadershipOptions options, TimeProvider time)
{
    private V1Lease? _seen;
    private long _seenAt;

    /// <summary>Just before the last renewal that succeeded was sent: no other may count from earlier.</summary>
    public long RenewedAt { get; private set; }

    public bool IsMine => _seen?.Spec?.HolderIdentity == options.Identity;

    public string? Holder => _seen?.Spec?.HolderIdentity;

    /// <summary>Takes the lease where it is free or has run out, renews it where it is ours already.</summary>
    public async Task<bool> TryTakeAsync(CancellationToken stop)
    {
        // What we wrote last is usually still there, which saves reading it.
        if (IsMine && await TryWriteAsync(Renewed(_seen!), stop))
            return true;
        var current = await leases.GetAsync(options.Lease, stop);
        if (current is null)
            return await TryCreateAsync(stop);
        See(current);
        return (IsMine || IsFree(current)) && await TryWriteAsync(Renewed(current), stop);
    }

    /// <summary>Lets the others take over at once.</summary>
    public async Task ReleaseAsync(CancellationToken stop)
    {
        if (!IsMine)
            return;
        var released = Copy(_seen!);
        released.Spec.HolderIdentity = "";
        released.Spec.LeaseDurationSeconds = 1;
        released.Spec.RenewTime = time.GetUtcNow().UtcDateTime;
        await TryWriteAsync(released, stop);
    }

    private bool IsFree(V1Lease lease)
    {
        if (string.IsNullOrEmpty(lease.Spec?.HolderIdentity))
            return true;
        var theirs = TimeSpan.FromSeconds(lease.Spec.LeaseDurationSeconds ?? 0);
        return time.GetElapsedTime(_seenAt) > (theirs > options.Duration ? theirs : options.Duration);
    }

    private void See(V1Lease lease)
    {
        if (_seen is null || _seen.Metadata.ResourceVersion != lease.Metadata.ResourceVersion || _seen.Metadata.Uid != lease.Metadata.Uid)
            _seenAt = time.GetTimestamp();
        _seen = lease;
    }

    private async Task<bool> TryCreateAsync(CancellationToken stop)
    {
        var lease = new V1Lease
        {
            Metadata = new V1ObjectMeta { NamespaceProperty = options.Lease.Namespace, Name = options.Lease.Name },
        };
        return await TryAsync(() => leases.CreateAsync(Renewed(lease), stop));
    }

    private Task<bool> TryWriteAsync(V1Lease lease, CancellationToken stop) => TryAsync(() => leases.ReplaceAsync(lease, stop));

    private async Task<bool> TryAsync(Func<Task<V1Lease>> write)
    {
        var sent = time.GetTimestamp();
        try
        {
            See(await write());
            RenewedAt = sent;
            return true;
        }
        catch (ApiException e) when (e.IsConflict || e.IsAlreadyExists || e.IsNotFound)
        {
            return false;
        }
    }

    private V1Lease Renewed(V1Lease lease)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var mine = lease.Spec?.HolderIdentity == options.Identity;
        var renewed = Copy(lease);
        renewed.Spec = new V1LeaseSpec
        {
            HolderIdentity = options.Identity,
            LeaseDurationSeconds = (int)Math.Ceiling(options.Duration.TotalSeconds),
            RenewTime = now,
            AcquireTime = mine ? lease.Spec!.AcquireTime : now,
            LeaseTransitions = (lease.Spec?.LeaseTransitions ?? (lease.Spec is null ? -1 : 0)) + (mine ? 0 : 1),
        };
        return renewed;
    }

    private static V1Lease Copy(V1Lease lease) => new()
    {
        ApiVersion = lease.ApiVersion,
        Kind = lease.Kind,
        Metadata = lease.Metadata,
        Spec = lease.Spec is null ? null : new V1LeaseSpec
        {
            AcquireTime = lease.Spec.AcquireTime,
            LeaseTransitions = lease.Spec.LeaseTransitions,
        },
    };
}

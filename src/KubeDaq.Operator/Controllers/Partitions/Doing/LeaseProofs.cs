using System.Collections.Concurrent;
using KubeDaq.Operator.Leases;

namespace KubeDaq.Operator.Controllers.Partitions.Doing;

/// <summary>When the API server itself, not a cache, last said that a lease is held.</summary>
internal sealed class LeaseProofs(TimeProvider time)
{
    private static readonly TimeSpan Valid = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<CardPart, (string Uid, long Number, long At)> _seen = new();

    public void Seen(HeldLease held) => _seen[held.Part] = (held.Lease.Uid, held.Lease.Number, time.GetTimestamp());

    public void Forget(CardPart part) => _seen.TryRemove(part, out _);

    public bool IsFresh(HeldLease held) =>
        _seen.TryGetValue(held.Part, out var proof)
        && proof.Uid == held.Lease.Uid
        && proof.Number == held.Lease.Number
        && time.GetElapsedTime(proof.At) < Valid;
}

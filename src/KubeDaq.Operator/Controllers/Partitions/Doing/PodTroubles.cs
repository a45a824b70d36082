using System.Collections.Concurrent;
using KubeDaq.Operator.Controllers.Partitions.Deciding;

namespace KubeDaq.Operator.Controllers.Partitions.Doing;

/// <summary>
/// Remembers when each pod was last made and what the API server said against it, so that one which cannot live is not made again and again:
/// after 1, 2, 4 ... seconds, at most a minute. A pod that lived ten minutes starts anew. Forgotten with the operator, which does no harm.
/// </summary>
internal sealed class PodTroubles(TimeProvider time)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan GoodLife = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, Entry>> _partitions = new();

    public IReadOnlyDictionary<string, PodTrouble> Of(string uid) =>
        _partitions.TryGetValue(uid, out var pods)
            ? pods.ToDictionary(p => p.Key, p => new PodTrouble(p.Value.Message, p.Value.At + Delay(p.Value.Count)))
            : [];

    public void Made(string uid, string pod) => Set(uid, pod, null);

    public void Refused(string uid, string pod, string message) => Set(uid, pod, message);

    /// <summary>Grants have changed: what was refused some time ago may be tried at once. Whether anything was.</summary>
    public bool GrantsChanged(string uid)
    {
        if (!_partitions.TryGetValue(uid, out var pods))
            return false;
        var refused = pods.Where(pod => pod.Value.Message is not null && time.GetUtcNow() - pod.Value.At > Settled).ToList();
        foreach (var (pod, entry) in refused)
            pods.TryUpdate(pod, entry with { Count = 1 }, entry);
        return refused.Count > 0;
    }

    public void Forget(string uid) => _partitions.TryRemove(uid, out _);

    private void Set(string uid, string pod, string? message)
    {
        var now = time.GetUtcNow();
        _partitions.GetOrAdd(uid, _ => new()).AddOrUpdate(
            pod,
            _ => new Entry(1, now, message),
            (_, before) => new Entry(now - before.At > GoodLife ? 1 : before.Count + 1, now, message));
    }

    private static TimeSpan Delay(int count)
    {
        var delay = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(count, 10) - 1));
        return delay < Longest ? delay : Longest;
    }

    private readonly record struct Entry(int Count, DateTimeOffset At, string? Message);
}

using System.Collections.Concurrent;
using KubeDaq.Api.Partitions;
using KubeDaq.Api.Serialization;
using KubeDaq.Cluster.Clients;
using KubeDaq.Operator.Controllers.Partitions.Deciding;
using KubeDaq.Operator.Controllers.Partitions.Telling;
using KubeDaq.Operator.Looking;

namespace KubeDaq.Operator.Controllers.Partitions.Doing;

/// <summary>Writes a partition's status when it has changed: at once what people wait for, counts and hosts now and then.</summary>
internal sealed class StatusWriter(
    IResourceClient<Partition> client, WriteThrough<Partition> partitions, PartitionNews news, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(100);
    private readonly ConcurrentDictionary<string, (long At, string? Version)> _written = new();

    /// <summary>How long to wait before it may be written; null where it stands in the cluster.</summary>
    public async Task<TimeSpan?> WriteAsync(Partition partition, PartitionStatus status, bool now, CancellationToken stop)
    {
        if (KubeDaqJson.Same(partition.Status, status))
            return null;
        var uid = partition.Metadata.Uid!;
        var period = Period(status);
        if (!now && !IsUrgent(partition.Status, status) && _written.TryGetValue(uid, out var last) && time.GetElapsedTime(last.At) is var age && age < period)
            return period - age;
        var written = await client.ReplaceStatusAsync(partition with { Status = status }, stop);
        _written[uid] = (time.GetTimestamp(), written.Metadata.ResourceVersion);
        partitions.Put(written);
        news.Tell(partition, written);
        return null;
    }

    /// <summary>Whether this is the server's own answer to a write of just now, so that a read would tell no more.</summary>
    public bool HasJustAnswered(Partition partition) =>
        _written.TryGetValue(partition.Metadata.Uid!, out var last)
        && last.Version == partition.Metadata.ResourceVersion
        && time.GetElapsedTime(last.At) < Fresh;

    public void Forget(string uid) => _written.TryRemove(uid, out _);

    /// <summary>
    /// A write costs the API server about a millisecond of processor time for each pod that is told of, just when it has those pods to make
    /// and bind: a second for the usual partition, longer for a very large one.
    /// </summary>
    private static TimeSpan Period(PartitionStatus status) =>
        TimeSpan.FromSeconds(Math.Clamp(status.Applications.Sum(a => a.Pods.Count) / 50.0, 1, 10));

    private static bool IsUrgent(PartitionStatus? before, PartitionStatus after) =>
        before is null
        || before.Phase != after.Phase
        || before.ObservedGeneration != after.ObservedGeneration
        || !Verdicts(before).SequenceEqual(Verdicts(after));

    /// <summary>Every start has pods that wait for the scheduler for a moment; a lasting wait is told soon enough.</summary>
    private static IEnumerable<(string Type, string Status, string Reason)> Verdicts(PartitionStatus status) =>
        status.Conditions.Where(c => c.Type != ConditionTypes.Scheduled).Select(c => (c.Type, c.Status, c.Reason));
}

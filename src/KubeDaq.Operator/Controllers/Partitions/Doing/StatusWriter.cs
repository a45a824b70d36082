using System.Collections.Concurrent;
using KubeDaq.Api.Partitions;
using KubeDaq.Api.Serialization;
using KubeDaq.Cluster.Clients;
using KubeDaq.Operator.Controllers.Partitions.Telling;
using KubeDaq.Operator.Looking;

namespace KubeDaq.Operator.Controllers.Partitions.Doing;

/// <summary>Writes a partition's status when it has changed: at once what people wait for, counts and hosts at most once a second.</summary>
internal sealed class StatusWriter(
    IResourceClient<Partition> client, WriteThrough<Partition> partitions, PartitionNews news, TimeProvider time)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<string, long> _written = new();

    /// <summary>How long to wait before it may be written; null where it stands in the cluster.</summary>
    public async Task<TimeSpan?> WriteAsync(Partition partition, PartitionStatus status, bool now, CancellationToken stop)
    {
        if (KubeDaqJson.Same(partition.Status, status))
            return null;
        var uid = partition.Metadata.Uid!;
        if (!now && !IsUrgent(partition.Status, status) && _written.TryGetValue(uid, out var at) && time.GetElapsedTime(at) is var age && age < Period)
            return Period - age;
        var written = await client.ReplaceStatusAsync(partition with { Status = status }, stop);
        _written[uid] = time.GetTimestamp();
        partitions.Put(written);
        news.Tell(partition, written);
        return null;
    }

    public void Forget(string uid) => _written.TryRemove(uid, out _);

    private static bool IsUrgent(PartitionStatus? before, PartitionStatus after) =>
        before is null
        || before.Phase != after.Phase
        || before.ObservedGeneration != after.ObservedGeneration
        || before.Conditions.Count != after.Conditions.Count
        || before.Conditions.Zip(after.Conditions).Any(c => c.First.Status != c.Second.Status || c.First.Reason != c.Second.Reason);
}

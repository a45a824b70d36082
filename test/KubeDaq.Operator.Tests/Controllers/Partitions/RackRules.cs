using System.Text.Json.Nodes;
using KubeDaq.Api.Partitions;
using KubeDaq.Api.ReadoutCards;
using KubeDaq.Api.Serialization;
using KubeDaq.Operator.Leases;
using KubeDaq.Operator.Pods;
using KubeDaq.Operator.Tests.Clusters;

namespace KubeDaq.Operator.Tests.Controllers.Partitions;

/// <summary>What must hold at every moment.</summary>
internal static class LeaseRules
{
    /// <summary>A lease is never replaced by another one, only ended; and numbers only grow.</summary>
    public static void Check(JsonObject? before, JsonObject? after)
    {
        if (before is null || after is null)
            return;
        var (old, now) = (KubeDaqJson.Read<ReadoutCard>(before), KubeDaqJson.Read<ReadoutCard>(after));
        var number = old.Status?.LeaseNumber ?? 0;
        Assert.True((now.Status?.LeaseNumber ?? 0) >= number, "a lease number went back");
        foreach (var held in CardLeases.Of(old))
        {
            if (CardLeases.Find(now, held.Part.Unit) is { } lease)
                Assert.Equal(held.Lease, lease);
        }
    }

    /// <summary>The leases that a write has ended.</summary>
    public static IEnumerable<HeldLease> Ended(JsonObject? before, JsonObject? after) =>
        before is null || after is null
            ? []
            : CardLeases.Of(KubeDaqJson.Read<ReadoutCard>(before)).Except(CardLeases.Of(KubeDaqJson.Read<ReadoutCard>(after)));
}

/// <summary>What must hold at every moment, and when all has come to rest.</summary>
internal static class RackRules
{
    public static void NoTwoRunOnOneCard(FakeCluster cluster)
    {
        var used = Pods(cluster).Where(p => p.Host is not null && !p.Finished).SelectMany(p => p.Resources).ToList();
        Assert.Equal(used.Distinct().Count(), used.Count);
    }

    /// <summary>A lease ends after the pods that were made under it.</summary>
    public static void NoPodIsLeftOf(FakeCluster cluster, IEnumerable<HeldLease> ended)
    {
        foreach (var tag in ended.Select(h => LeaseTag.Of([h])))
            Assert.DoesNotContain(Pods(cluster), p => !p.Finished && p.LeaseTag.Split(',').Contains(tag));
    }

    public static void NoTwoPodsForOneCard(FakeCluster cluster)
    {
        var used = Pods(cluster).Where(p => !p.Finished).SelectMany(p => p.Resources).ToList();
        Assert.Equal(used.Distinct().Count(), used.Count);
    }

    /// <summary>Every partition is where its spec wants it, or waits for the other; nothing is left over.</summary>
    public static void AllIsAtRest(FakeCluster cluster)
    {
        var partitions = cluster.Partitions.All.Select(p => KubeDaqJson.Read<Partition>(p)).ToDictionary(p => p.Metadata.Uid!);
        foreach (var partition in partitions.Values)
        {
            var expected = partition.Spec.State == DesiredState.Stopped
                ? [PartitionPhase.Stopped]
                : new[] { PartitionPhase.Running, PartitionPhase.Waiting };
            Assert.True(expected.Contains(partition.Status!.Phase), $"{partition.Metadata.Name} is {partition.Status.Phase}: {string.Join("; ", partition.Status.Conditions.Select(c => $"{c.Type}={c.Status} {c.Reason} {c.Message}"))}");
        }

        Assert.False(partitions.Count > 0 && partitions.Values.All(p => p.Status!.Phase == PartitionPhase.Waiting), "all wait for nobody");
        var leases = cluster.Cards.All.Select(c => KubeDaqJson.Read<ReadoutCard>(c)).SelectMany(CardLeases.Of).Select(h => LeaseTag.Of([h])).ToHashSet();
        Assert.All(Pods(cluster), p => Assert.True(p.LeaseTag.Length == 0 || leases.Contains(p.LeaseTag), $"{p.Name} runs without its lease {p.LeaseTag}"));
        foreach (var pod in Pods(cluster))
            Assert.Equal(PartitionPhase.Running, partitions[pod.PartitionUid!].Status!.Phase);
        foreach (var held in cluster.Cards.All.Select(c => KubeDaqJson.Read<ReadoutCard>(c)).SelectMany(CardLeases.Of))
            Assert.Equal(PartitionPhase.Running, partitions[held.Lease.Uid].Status!.Phase);
    }

    private static List<Pod> Pods(FakeCluster cluster) => [.. cluster.Pods.All.Select(PodReader.Read)];
}

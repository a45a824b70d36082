using KubeDaq.Api.Meta;
using KubeDaq.Api.Partitions;
using KubeDaq.Api.Planning;
using KubeDaq.Cli.Connecting;
using KubeDaq.Cluster.Clients;
using KubeDaq.Operator.Looking;
using KubeDaq.Operator.Pods;

namespace KubeDaq.Cli.Planning;

/// <summary>Looks at a cluster as the operator does, with some partitions as files want them.</summary>
internal sealed class RackReader(Session session)
{
    public async Task<Rack> ReadAsync(IReadOnlyCollection<Partition> wanted, CancellationToken stop)
    {
        var pods = session.Json(Kinds.Pod).ListAsync(null, null, stop);
        var cards = session.Cards.ListAsync(null, null, stop);
        var hosts = session.Hosts.ListAsync(null, null, stop);
        var partitions = await session.Partitions.ListAsync(null, null, stop);
        return new Rack
        {
            Partitions = Merge(partitions, wanted, session.Time.GetUtcNow()),
            Cards = await cards,
            Hosts = await hosts,
            Pods = [.. (await pods).Select(PodReader.Read).Select(RackPods.From).OfType<RackPod>()],
        };
    }

    /// <summary>A partition that exists keeps its place in line, and what it holds; a new one comes last.</summary>
    internal static IReadOnlyList<Partition> Merge(IEnumerable<Partition> existing, IEnumerable<Partition> wanted, DateTimeOffset now)
    {
        var merged = existing.ToDictionary(Name);
        foreach (var partition in wanted)
        {
            merged[Name(partition)] = merged.TryGetValue(Name(partition), out var old)
                ? old with { Spec = partition.Spec }
                : partition with { Metadata = partition.Metadata with { Uid = $"planned-{Name(partition)}", CreationTimestamp = now } };
        }

        return [.. merged.Values];
    }

    private static ObjectName Name(Partition partition) => new(partition.Metadata.Namespace ?? "", partition.Metadata.Name ?? "");
}

using KubeDaq.Api.Partitions;
using KubeDaq.Cluster.Clients;
using KubeDaq.Cluster.Persons;
using KubeDaq.Console.Configuration;

namespace KubeDaq.Console.Persons;

/// <summary>The partitions that a person may see, and which of them he may start and stop.</summary>
internal sealed class PartitionsSeen(PersonCluster cluster, ConsoleOptions options)
{
    private const int AtOnce = 16;

    /// <summary>All that he may see: of all namespaces, or of those he may look into.</summary>
    /// <param name="asked">A namespace that he asked for by name.</param>
    /// <param name="stop">Ends the waiting.</param>
    public async Task<SeenPartitions> ListAsync(string? asked, CancellationToken stop)
    {
        var partitions = cluster.Connection.Client(Kinds.Partition);
        if (!string.IsNullOrEmpty(asked))
            return new(Sorted(await partitions.ListAsync(GivenName.Check(asked), null, stop)), []);
        try
        {
            return new(Sorted(await partitions.ListAsync((string?)null, null, stop)), []);
        }
        catch (ApiException e) when (e.IsForbidden)
        {
            var (found, closed) = await ByNamespaceAsync(stop);
            if (found is not null)
                return new(Sorted(found), closed);
            // Not one namespace is open: the API server's own words say what is missing.
            throw;
        }
    }

    /// <summary>Those of the partitions that he may start and stop.</summary>
    public async Task<IReadOnlySet<Partition>> OperableAsync(IReadOnlyList<Partition> partitions, CancellationToken stop)
    {
        var may = new HashSet<Partition>();
        foreach (var group in partitions.GroupBy(partition => partition.Metadata.Namespace))
        {
            if (await MayOperateAsync(group.Key!, null, stop))
                may.UnionWith(group);
            else
                may.UnionWith(await OneByOneAsync([.. group], stop));
        }
        return may;
    }

    private async Task<IEnumerable<Partition>> OneByOneAsync(IReadOnlyList<Partition> partitions, CancellationToken stop)
    {
        var allowed = new System.Collections.Concurrent.ConcurrentBag<Partition>();
        await Parallel.ForEachAsync(partitions, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop }, async (partition, ended) =>
        {
            if (await MayOperateAsync(partition.Metadata.Namespace!, partition.Metadata.Name, ended))
                allowed.Add(partition);
        });
        return allowed;
    }

    /// <summary>The right to write the field, and that to start and stop: an expert's "update", or a shifter's "operate".</summary>
    private async Task<bool> MayOperateAsync(string ns, string? name, CancellationToken stop)
    {
        var connection = cluster.Connection;
        return (await SelfReviews.MayAsync(connection, "patch", "partitions", ns, name, stop)).Allowed
            && ((await SelfReviews.MayAsync(connection, "operate", "partitions", ns, name, stop)).Allowed
                || (await SelfReviews.MayAsync(connection, "update", "partitions", ns, name, stop)).Allowed);
    }

    private async Task<(List<Partition>? Found, List<string> Closed)> ByNamespaceAsync(CancellationToken stop)
    {
        List<Partition>? found = null;
        var closed = new List<string>();
        foreach (var ns in await NamespacesAsync(stop))
        {
            try
            {
                var here = await cluster.Connection.Client(Kinds.Partition).ListAsync(ns, null, stop);
                (found ??= []).AddRange(here);
            }
            catch (ApiException e) when (e.IsForbidden)
            {
                closed.Add(ns);
            }
        }
        return (found, closed);
    }

    private async Task<IReadOnlyList<string>> NamespacesAsync(CancellationToken stop)
    {
        try
        {
            return [.. (await cluster.Connection.Client(Kinds.Namespace).ListAsync((string?)null, null, stop)).Select(ns => ns.Metadata.Name)];
        }
        catch (ApiException e) when (e.IsForbidden)
        {
            return options.Namespaces;
        }
    }

    private static List<Partition> Sorted(IEnumerable<Partition> partitions) =>
        [.. partitions.OrderBy(partition => partition.Metadata.Namespace, StringComparer.Ordinal).ThenBy(partition => partition.Metadata.Name, StringComparer.Ordinal)];
}

/// <summary>What a person sees.</summary>
/// <param name="Partitions">The partitions, by namespace and name.</param>
/// <param name="Closed">Namespaces that were tried in vain.</param>
internal sealed record SeenPartitions(IReadOnlyList<Partition> Partitions, IReadOnlyList<string> Closed);

using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using KubeDaq.Api;
using KubeDaq.Api.Meta;
using KubeDaq.Api.Partitions;
using KubeDaq.Cluster.Clients;
using KubeDaq.Operator.Controllers.Partitions.Composing;

namespace KubeDaq.Operator.Controllers.Partitions.Doing;

/// <summary>
/// Writes the Services and EndpointSlices of partitions where they differ from what it last wrote, and removes those of applications that are
/// no longer there. What it last wrote is read from the cluster once, and again every ten minutes.
/// </summary>
internal sealed class EndpointPublisher(PartitionClients clients, TimeProvider time)
{
    private static readonly TimeSpan Trust = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<string, Published> _partitions = new();

    public async Task PublishAsync(Partition partition, IReadOnlyList<PublishedObject> wanted, CancellationToken stop)
    {
        var uid = partition.Metadata.Uid!;
        if (wanted.Count == 0 && !_partitions.ContainsKey(uid))
            return;
        var published = await PublishedAsync(partition, stop);
        var changed = wanted.Where(w => !published.Objects.TryGetValue((w.Kind, w.Name), out var is_) || !JsonNode.DeepEquals(is_, Essence(w.Value))).ToList();
        var names = wanted.Select(w => (w.Kind, w.Name)).ToHashSet();
        await Parallel.ForEachAsync(changed, clients.AtATime(stop), async (item, token) => await WriteAsync(published, item, token));
        foreach (var stray in published.Objects.Keys.Where(k => !names.Contains(k)).ToList())
        {
            await Client(stray.Kind).DeleteAsync(stray.Name, null, stop);
            published.Objects.TryRemove(stray, out _);
        }
    }

    public void Forget(string uid) => _partitions.TryRemove(uid, out _);

    private async Task<Published> PublishedAsync(Partition partition, CancellationToken stop)
    {
        var uid = partition.Metadata.Uid!;
        if (_partitions.TryGetValue(uid, out var known) && time.GetElapsedTime(known.ReadAt) < Trust)
            return known;
        var read = new Published(time.GetTimestamp());
        foreach (var kind in Enum.GetValues<PublishedKind>())
        {
            var selector = $"{ApiGroup.PartitionLabel}={partition.Metadata.Name}";
            foreach (var found in await Client(kind).ListAsync(partition.Metadata.Namespace, selector, stop))
            {
                if (IsOwned(found, uid))
                    read.Objects[(kind, new PublishedObject(kind, found).Name)] = Essence(found);
            }
        }

        return _partitions[uid] = read;
    }

    private async Task WriteAsync(Published published, PublishedObject wanted, CancellationToken stop)
    {
        var client = Client(wanted.Kind);
        if (published.Objects.ContainsKey((wanted.Kind, wanted.Name)))
        {
            try
            {
                await client.MergePatchAsync(wanted.Name, Essence(wanted.Value), null, stop);
            }
            catch (ApiException e) when (e.IsNotFound)
            {
                await client.CreateAsync(wanted.Value, stop);
            }
        }
        else
        {
            await client.CreateAsync(wanted.Value, stop);
        }

        published.Objects[(wanted.Kind, wanted.Name)] = Essence(wanted.Value);
    }

    /// <summary>What is ours to set: the server adds other fields.</summary>
    private static JsonObject Essence(JsonObject value)
    {
        var spec = value["spec"] is { } s ? new JsonObject { ["ports"] = Ports(s["ports"]) } : null;
        return spec is not null
            ? new JsonObject { ["spec"] = spec }
            : new JsonObject { ["endpoints"] = value["endpoints"]?.DeepClone() ?? new JsonArray(), ["ports"] = Ports(value["ports"]) };
    }

    private static JsonArray Ports(JsonNode? ports) => new([.. (ports as JsonArray ?? []).Select(p => new JsonObject
    {
        ["name"] = p!["name"]?.DeepClone(),
        ["port"] = p["port"]?.DeepClone(),
        ["protocol"] = p["protocol"]?.DeepClone(),
    })]);

    private static bool IsOwned(JsonObject value, string uid) =>
        (value["metadata"]?["ownerReferences"] as JsonArray ?? []).Any(o => (string?)o!["uid"] == uid);

    private IResourceClient<JsonObject> Client(PublishedKind kind) =>
        kind == PublishedKind.Service ? clients.Services : clients.EndpointSlices;

    private sealed record Published(long ReadAt)
    {
        public ConcurrentDictionary<(PublishedKind Kind, ObjectName Name), JsonObject> Objects { get; } = new();
    }
}

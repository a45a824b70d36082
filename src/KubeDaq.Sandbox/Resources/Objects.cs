using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Resources;

/// <summary>The objects for the sandbox's own parts, straight on the store.</summary>
internal sealed class Objects(ObjectStore store, TimeProvider time) : IObjects
{
    /// <inheritdoc/>
    public StoredObject? Get(GroupResource resource, string ns, string name) => store.Get(new(resource, ns, name));

    /// <inheritdoc/>
    public (IReadOnlyList<StoredObject> Items, long Revision) List(GroupResource resource, string? ns = null)
    {
        var snapshot = store.Look(resource);
        return ([.. snapshot.In(ns)], snapshot.Revision);
    }

    /// <inheritdoc/>
    public StoredObject? TryCreate(GroupResource resource, string ns, JsonObject value)
    {
        var metadata = value["metadata"] as JsonObject ?? [];
        value["metadata"] = metadata;
        if (ns.Length > 0)
            metadata["namespace"] = ns;
        metadata["uid"] = Guid.NewGuid().ToString();
        metadata["creationTimestamp"] = Now();
        metadata["generation"] = 1;
        return store.TryWrite(new(resource, ns, metadata["name"]!.GetValue<string>()), value, null);
    }

    /// <inheritdoc/>
    public StoredObject? Update(GroupResource resource, string ns, string name, Func<JsonObject, bool> change, string? subresource = null, string? uid = null)
    {
        while (Get(resource, ns, name) is { } old && (uid is null || uid == old.Uid))
        {
            var value = old.Value.DeepClone().AsObject();
            if (!change(value) || JsonNode.DeepEquals(value, old.Value))
                return old;
            if (!JsonNode.DeepEquals(value["spec"], old.Value["spec"]))
                value["metadata"]!["generation"] = (value["metadata"]!["generation"]?.GetValue<long>() ?? 0) + 1;
            var removed = value["metadata"]!["deletionTimestamp"] is not null && value["metadata"]!["finalizers"] is not JsonArray { Count: > 0 };
            if ((removed ? store.TryRemove(old.Key, value, old) : store.TryWrite(old.Key, value, old)) is { } written)
                return written;
        }
        return null;
    }

    /// <inheritdoc/>
    public bool Delete(GroupResource resource, string ns, string name, long? graceSeconds = null, string? propagation = null, string? uid = null)
    {
        while (Get(resource, ns, name) is { } old && (uid is null || uid == old.Uid))
        {
            var held = old.Value["metadata"]!["finalizers"] is JsonArray { Count: > 0 };
            var value = old.Value.DeepClone().AsObject();
            value["metadata"]!["deletionTimestamp"] = Now();
            value["metadata"]!["deletionGracePeriodSeconds"] = graceSeconds ?? 0;
            if ((held ? store.TryWrite(old.Key, value, old) : store.TryRemove(old.Key, value, old)) is not null)
                return true;
        }
        return false;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Change> Watch(GroupResource resource, string? ns, long afterRevision, [EnumeratorCancellation] CancellationToken stop)
    {
        using var watcher = store.Watch(resource, afterRevision);
        await foreach (var change in watcher.Changes.ReadAllAsync(stop))
        {
            if (string.IsNullOrEmpty(ns) || change.Object.Key.Namespace == ns)
                yield return change;
        }
    }

    private string Now() => time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ");
}

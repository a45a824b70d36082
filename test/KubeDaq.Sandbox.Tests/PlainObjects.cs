using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Tests;

/// <summary>Objects without rules, straight on a store: for tests of parts that only need some objects to be there.</summary>
internal sealed class PlainObjects(ObjectStore store) : IObjects
{
    public StoredObject? Get(GroupResource resource, string ns, string name) => store.Get(new(resource, ns, name));

    public (IReadOnlyList<StoredObject> Items, long Revision) List(GroupResource resource, string? ns = null)
    {
        var snapshot = store.Look(resource);
        return ([.. snapshot.In(ns)], snapshot.Revision);
    }

    public StoredObject? TryCreate(GroupResource resource, string ns, JsonObject value)
    {
        value["metadata"]!["uid"] ??= Guid.NewGuid().ToString();
        return store.TryWrite(new(resource, ns, value["metadata"]!["name"]!.GetValue<string>()), value, null);
    }

    public StoredObject? Update(
        GroupResource resource, string ns, string name, Func<JsonObject, bool> change, string? subresource = null, string? uid = null)
    {
        while (Get(resource, ns, name) is { } old && (uid is null || uid == old.Uid))
        {
            var value = old.Value.DeepClone().AsObject();
            if (!change(value) || JsonNode.DeepEquals(value, old.Value))
                return old;
            if (store.TryWrite(old.Key, value, old) is { } written)
                return written;
        }
        return null;
    }

    public bool Delete(GroupResource resource, string ns, string name, long? graceSeconds = null, string? propagation = null, string? uid = null) =>
        Get(resource, ns, name) is { } old && (uid is null || uid == old.Uid) && store.TryRemove(old.Key, null, old) is not null;

    public async IAsyncEnumerable<Change> Watch(
        GroupResource resource, string? ns, long afterRevision, [EnumeratorCancellation] CancellationToken stop)
    {
        using var watcher = store.Watch(resource, afterRevision);
        await foreach (var change in watcher.Changes.ReadAllAsync(stop))
        {
            if (string.IsNullOrEmpty(ns) || change.Object.Key.Namespace == ns)
                yield return change;
        }
    }
}

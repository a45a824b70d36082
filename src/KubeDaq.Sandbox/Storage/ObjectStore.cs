using System.Text.Json.Nodes;

namespace KubeDaq.Sandbox.Storage;

/// <summary>
/// All objects in memory under one revision that grows by one with each write. A write is a compare-and-swap. Every collection keeps a window
/// of its newest changes, so that watches and paged lists can go back in it.
/// </summary>
internal sealed class ObjectStore(int window = ObjectStore.DefaultWindow, long revision = 1)
{
    /// <summary>How many changes of a kind are kept.</summary>
    public const int DefaultWindow = 4096;

    private readonly Lock _writing = new();
    private readonly Dictionary<GroupResource, Collection> _collections = [];
    private long _revision = revision;

    /// <summary>Told of every change, in order and under the store's lock: it must be quick.</summary>
    public Action<Change>? Written { get; set; }

    /// <summary>The revision of the newest write.</summary>
    public long Revision => Interlocked.Read(ref _revision);

    /// <summary>The newest version of an object, or null.</summary>
    public StoredObject? Get(ObjectKey key) => Of(key.Resource).Newest.Find(key.Namespace, key.Name);

    /// <summary>All objects of a kind as they are together now.</summary>
    public Snapshot Look(GroupResource resource)
    {
        lock (_writing)
            return Of(resource).Newest with { Revision = _revision };
    }

    /// <summary>All objects of a kind as they were together at a revision.</summary>
    /// <exception cref="RevisionTooOldException">That is too long ago.</exception>
    public Snapshot LookBack(GroupResource resource, long revision)
    {
        lock (_writing)
            return Of(resource).At(revision) with { Revision = revision };
    }

    /// <summary>
    /// Writes a new version where the newest one still is <paramref name="expected"/> (null: there is none). The value becomes the store's own.
    /// </summary>
    /// <returns>The stored version, or null when another writer was faster.</returns>
    public StoredObject? TryWrite(ObjectKey key, JsonObject value, StoredObject? expected)
    {
        lock (_writing)
        {
            var collection = Of(key.Resource);
            if (!ReferenceEquals(collection.Newest.Find(key.Namespace, key.Name), expected))
                return null;
            var stored = Stamp(key, value);
            Announce(collection, new(expected is null ? ChangeType.Added : ChangeType.Modified, stored, expected));
            return stored;
        }
    }

    /// <summary>Removes an object whose newest version still is <paramref name="expected"/>.</summary>
    /// <param name="key">Where it is.</param>
    /// <param name="last">What watchers see as its last version, or null for the stored one.</param>
    /// <param name="expected">The version to remove.</param>
    /// <returns>The last version with the revision of the removal, or null when another writer was faster.</returns>
    public StoredObject? TryRemove(ObjectKey key, JsonObject? last, StoredObject expected)
    {
        last ??= expected.Value.DeepClone().AsObject();
        lock (_writing)
        {
            var collection = Of(key.Resource);
            if (!ReferenceEquals(collection.Newest.Find(key.Namespace, key.Name), expected))
                return null;
            var stored = Stamp(key, last);
            Announce(collection, new(ChangeType.Deleted, stored, expected));
            return stored;
        }
    }

    /// <summary>Puts back what was stored before a restart; nobody is told.</summary>
    public void Restore(IEnumerable<StoredObject> objects)
    {
        lock (_writing)
        {
            foreach (var kind in objects.GroupBy(item => item.Key.Resource))
                Of(kind.Key).Restore(kind);
        }
    }

    /// <summary>Starts to watch a kind after a revision.</summary>
    /// <exception cref="RevisionTooOldException">That is too long ago.</exception>
    public Watcher Watch(GroupResource resource, long afterRevision)
    {
        lock (_writing)
        {
            var collection = Of(resource);
            var watcher = new Watcher(collection.After(afterRevision), ended =>
            {
                lock (_writing)
                    collection.Watchers.Remove(ended);
            });
            collection.Watchers.Add(watcher);
            return watcher;
        }
    }

    /// <summary>Forgets a kind that is no longer served: its watches end.</summary>
    public void Forget(GroupResource resource)
    {
        lock (_writing)
        {
            if (_collections.Remove(resource, out var collection))
                collection.Watchers.ForEach(watcher => watcher.End());
        }
    }

    private StoredObject Stamp(ObjectKey key, JsonObject value)
    {
        var revision = _revision + 1;
        value["metadata"]!["resourceVersion"] = revision.ToString();
        Interlocked.Exchange(ref _revision, revision);
        return new(key, revision, value);
    }

    private void Announce(Collection collection, Change change)
    {
        collection.Apply(change);
        Written?.Invoke(change);
    }

    private Collection Of(GroupResource resource)
    {
        lock (_writing)
        {
            if (!_collections.TryGetValue(resource, out var collection))
                _collections[resource] = collection = new(window, _revision);
            return collection;
        }
    }
}

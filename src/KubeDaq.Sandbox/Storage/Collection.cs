namespace KubeDaq.Sandbox.Storage;

/// <summary>The objects of one kind, the window of their newest changes, and who watches them. Guarded by the store's lock.</summary>
internal sealed class Collection(int window, long since)
{
    private readonly Queue<(Change Change, Snapshot After)> _changes = new();

    // What was true before the first change of the window, and up to which revision changes are forgotten.
    private Snapshot _before = Snapshot.Empty;
    private long _forgotten = since;

    /// <summary>The objects now.</summary>
    public Snapshot Newest { get; private set; } = Snapshot.Empty;

    /// <summary>Who watches.</summary>
    public List<Watcher> Watchers { get; } = [];

    /// <summary>Takes a change in and hands it on.</summary>
    public void Apply(Change change)
    {
        var key = Snapshot.Key(change.Object.Key.Namespace, change.Object.Key.Name);
        var objects = change.Type == ChangeType.Deleted ? Newest.Objects.Remove(key) : Newest.Objects.SetItem(key, change.Object);
        Newest = new(objects, change.Object.Revision);
        _changes.Enqueue((change, Newest));
        if (_changes.Count > window)
        {
            (var forgotten, _before) = _changes.Dequeue();
            _forgotten = forgotten.Object.Revision;
        }
        Watchers.RemoveAll(watcher => !watcher.Offer(change));
    }

    /// <summary>Puts objects of an earlier run back; their history is not known.</summary>
    public void Restore(IEnumerable<StoredObject> objects)
    {
        var pairs = objects.Select(item => KeyValuePair.Create(Snapshot.Key(item.Key.Namespace, item.Key.Name), item));
        Newest = _before = Newest with { Objects = Newest.Objects.SetItems(pairs) };
    }

    /// <summary>The objects at a revision.</summary>
    public Snapshot At(long revision)
    {
        RefuseForgotten(revision);
        return _changes.LastOrDefault(entry => entry.Change.Object.Revision <= revision, (null!, _before)).After;
    }

    /// <summary>The changes after a revision.</summary>
    public IEnumerable<Change> After(long revision)
    {
        RefuseForgotten(revision);
        return _changes.Select(entry => entry.Change).Where(change => change.Object.Revision > revision);
    }

    private void RefuseForgotten(long revision)
    {
        if (revision < _forgotten)
            throw new RevisionTooOldException(_forgotten);
    }
}

using KubeDaq.Api.Meta;

namespace KubeDaq.Cluster.Caching;

/// <summary>Objects by name and by index; safe to read while it changes.</summary>
internal sealed class IndexedObjects<T>(IReadOnlyDictionary<string, Func<T, IEnumerable<string>>> indexes)
    where T : class
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ObjectName, T> _objects = [];
    private readonly Dictionary<(string Index, string Key), Dictionary<ObjectName, T>> _entries = [];
    private T[]? _all = [];

    public T? Get(ObjectName name)
    {
        lock (_lock)
            return _objects.GetValueOrDefault(name);
    }

    public IReadOnlyCollection<T> List()
    {
        lock (_lock)
            return _all ??= [.. _objects.Values];
    }

    public IReadOnlyCollection<T> ByIndex(string index, string key)
    {
        if (!indexes.ContainsKey(index))
            throw new ArgumentException($"there is no index \"{index}\"", nameof(index));
        lock (_lock)
            return _entries.TryGetValue((index, key), out var found) ? [.. found.Values] : [];
    }

    public IReadOnlyList<ObjectName> Names()
    {
        lock (_lock)
            return [.. _objects.Keys];
    }

    /// <summary>Puts an object in and gives the one that had its name.</summary>
    public T? Set(ObjectName name, T value)
    {
        // An index function is the user's and may fail: ask it before anything changes.
        var keys = Keys(value);
        lock (_lock)
        {
            var old = RemoveNeedsLock(name);
            _objects[name] = value;
            foreach (var key in keys)
            {
                if (!_entries.TryGetValue(key, out var entry))
                    _entries[key] = entry = [];
                entry[name] = value;
            }

            return old;
        }
    }

    public T? Remove(ObjectName name)
    {
        lock (_lock)
            return RemoveNeedsLock(name);
    }

    private T? RemoveNeedsLock(ObjectName name)
    {
        _all = null;
        if (!_objects.Remove(name, out var old))
            return null;
        foreach (var key in Keys(old))
        {
            if (_entries.TryGetValue(key, out var entry) && entry.Remove(name) && entry.Count == 0)
                _entries.Remove(key);
        }

        return old;
    }

    private HashSet<(string Index, string Key)> Keys(T value) =>
        [.. indexes.SelectMany(index => index.Value(value).Select(key => (index.Key, key)))];
}

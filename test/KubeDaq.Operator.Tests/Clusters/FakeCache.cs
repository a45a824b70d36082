using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using KubeDaq.Api.Meta;
using KubeDaq.Cluster.Caching;

namespace KubeDaq.Operator.Tests.Clusters;

/// <summary>A cache that lags: it learns one change of the store at each <see cref="Step"/>.</summary>
internal sealed class FakeCache<T>(FakeStore store, Func<JsonObject, T> read) : IObjectCache<T>
    where T : class
{
    private readonly ConcurrentDictionary<ObjectName, T> _objects = new();
    private int _seen;

    public event Action<T?, T?>? Changed;

    public Task Synced => Task.CompletedTask;

    public T? Get(ObjectName name) => _objects.GetValueOrDefault(name);

    public IReadOnlyCollection<T> List() => [.. _objects.Values];

    public IReadOnlyCollection<T> ByIndex(string index, string key) => throw new NotSupportedException();

    /// <summary>Learns the next change; false where it is up to date.</summary>
    public bool Step()
    {
        if (_seen >= store.Changes)
            return false;
        var (name, value) = store.Change(_seen++);
        var old = _objects.GetValueOrDefault(name);
        if (value is null)
        {
            _objects.TryRemove(name, out _);
            if (old is not null)
                Changed?.Invoke(old, null);
        }
        else
        {
            var now = _objects[name] = read(value.DeepClone().AsObject());
            Changed?.Invoke(old, now);
        }

        return true;
    }
}

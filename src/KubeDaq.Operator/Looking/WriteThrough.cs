using System.Collections.Concurrent;
using System.Globalization;
using KubeDaq.Api.Meta;
using KubeDaq.Cluster.Caching;

namespace KubeDaq.Operator.Looking;

/// <summary>
/// A cache that already shows what this program has just written, until the watch has caught up: else each step would be taken again from a
/// picture that lacks the last one.
/// </summary>
internal sealed class WriteThrough<T>
    where T : KubeObject
{
    private readonly IObjectCache<T> _cache;
    private readonly ConcurrentDictionary<ObjectName, T> _written = new();

    public WriteThrough(IObjectCache<T> cache)
    {
        _cache = cache;
        cache.Changed += OnChanged;
    }

    /// <summary>Raised after an object came, changed or went.</summary>
    public event Action<T?, T?>? Changed;

    public T? Get(ObjectName name) => _written.GetValueOrDefault(name) ?? _cache.Get(name);

    public IEnumerable<T> List()
    {
        var cached = _cache.List();
        return _written.IsEmpty ? cached : cached.Select(o => _written.GetValueOrDefault(NameOf(o)) ?? o);
    }

    /// <summary>Takes the server's answer to a write, or to a read past the cache.</summary>
    public void Put(T answer)
    {
        var name = NameOf(answer);
        var before = Get(name);
        if (before is null || !IsNewer(answer, before))
            return;
        _written[name] = answer;
        if (_cache.Get(name) is not { } cached || !IsNewer(answer, cached))
            _written.TryRemove(name, out _);
        Changed?.Invoke(before, answer);
    }

    private void OnChanged(T? before, T? after)
    {
        var name = NameOf((after ?? before)!);
        if (_written.TryGetValue(name, out var written) && (after is null || !IsNewer(written, after)))
            _written.TryRemove(new KeyValuePair<ObjectName, T>(name, written));
        Changed?.Invoke(before, after);
    }

    /// <summary>Versions of one object are comparable numbers since Kubernetes 1.35, and were in fact always; of anything else the watch is believed.</summary>
    private static bool IsNewer(T candidate, T than) =>
        Number(candidate) is { } left && Number(than) is { } right && left > right;

    private static ulong? Number(T value) =>
        ulong.TryParse(value.Metadata.ResourceVersion, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static ObjectName NameOf(T value) => new(value.Metadata.Namespace ?? "", value.Metadata.Name!);
}

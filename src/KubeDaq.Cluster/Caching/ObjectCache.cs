using System.Text.Json;
using KubeDaq.Api.Meta;
using KubeDaq.Cluster.Clients;
using Microsoft.Extensions.Logging;

namespace KubeDaq.Cluster.Caching;

/// <summary>A local copy of all objects of a kind; <see cref="RunAsync"/> keeps it up to date.</summary>
/// <remarks>Listeners of <see cref="Changed"/> must be quick: while one works, no other change arrives.</remarks>
public sealed class ObjectCache<T> : IObjectCache<T>
    where T : class
{
    private readonly CacheOptions<T> _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ResourceClient<T> _client;
    private readonly IndexedObjects<T> _objects;
    private readonly Follower<T> _follower;
    private readonly Lock _oneAtATime = new();
    private readonly TaskCompletionSource _synced = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>An empty cache.</summary>
    public ObjectCache(ResourceClient<T> client, CacheOptions<T> options, TimeProvider time, Random jitter, ILogger<ObjectCache<T>> logger)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _time = time;
        _logger = logger;
        _client = client;
        _objects = new IndexedObjects<T>(options.Indexes);
        _follower = new Follower<T>(client, this, options, time, jitter, logger);
    }

    /// <inheritdoc/>
    public event Action<T?, T?>? Changed;

    /// <inheritdoc/>
    public Task Synced => _synced.Task;

    /// <inheritdoc/>
    public T? Get(ObjectName name) => _objects.Get(name);

    /// <inheritdoc/>
    public IReadOnlyCollection<T> List() => _objects.List();

    /// <inheritdoc/>
    public IReadOnlyCollection<T> ByIndex(string index, string key) => _objects.ByIndex(index, key);

    private KeyValuePair<string, object?> Tag => CacheMetrics.Kind(_client.Kind.QualifiedName);

    /// <summary>Lists, watches, and comes back after every failure, until it is stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        if (_options.Resync is not { } period)
        {
            await _follower.RunAsync(stop);
            return;
        }

        await using var resync = _time.CreateTimer(_ => AnnounceAll(), null, period, period);
        await _follower.RunAsync(stop);
    }

    /// <summary>Takes a whole list; what it lacks is gone. An item that cannot be read changes nothing.</summary>
    internal void Replace(IReadOnlyList<JsonElement> items)
    {
        lock (_oneAtATime)
        {
            var gone = _objects.Names().ToHashSet();
            foreach (var item in items)
            {
                gone.Remove(NameOf(item));
                Contained(() => SetNeedsLock(_client.Kind.Form.Read(item, _client.Kind)));
            }

            foreach (var name in gone)
                RemoveNeedsLock(name);
        }

        _synced.TrySetResult();
    }

    /// <summary>Takes one change.</summary>
    internal void Apply(WatchLine line)
    {
        lock (_oneAtATime)
        {
            if (line.Type is WatchLine.Added or WatchLine.Modified)
                Contained(() => SetNeedsLock(_client.Kind.Form.Read(line.Object, _client.Kind)));
            else if (line.Type == WatchLine.Deleted)
                RemoveNeedsLock(NameOf(line.Object));
        }
    }

    /// <summary>The name stands in the JSON even where the type cannot be read from it.</summary>
    private static ObjectName NameOf(JsonElement item)
    {
        var meta = JsonForm.Metadata(item);
        return new ObjectName(JsonForm.Text(meta, "namespace") ?? "", JsonForm.Text(meta, "name") ?? "");
    }

    private void Contained(Action change)
    {
        try
        {
            change();
        }
        catch (Exception e)
        {
            CacheMetrics.Unreadable.Add(1, Tag);
            CacheLog.Unreadable(_logger, _client.Kind.QualifiedName, e);
        }
    }

    private void SetNeedsLock(T value)
    {
        var identity = _client.Kind.Form.Identify(value);
        if (identity.Name.Name.Length == 0)
            throw new JsonException("an object without a name");
        var known = _objects.Get(identity.Name) is { } old ? _client.Kind.Form.Identify(old) : default;
        if (identity.Version is not null && known == identity)
            return;
        if (known.Uid is not null && known.Uid != identity.Uid)
            RemoveNeedsLock(identity.Name);
        var before = _objects.Set(identity.Name, value);
        if (before is null)
            CacheMetrics.Objects.Add(1, Tag);
        Announce(before, value);
    }

    private void RemoveNeedsLock(ObjectName name)
    {
        if (_objects.Remove(name) is not { } old)
            return;
        CacheMetrics.Objects.Add(-1, Tag);
        Announce(old, null);
    }

    private void AnnounceAll()
    {
        lock (_oneAtATime)
        {
            foreach (var value in _objects.List())
                Announce(value, value);
        }
    }

    private void Announce(T? old, T? now)
    {
        foreach (var listener in Delegate.EnumerateInvocationList(Changed))
        {
            try
            {
                listener(old, now);
            }
            catch (Exception e)
            {
                CacheLog.ListenerFailed(_logger, _client.Kind.QualifiedName, e);
            }
        }
    }
}

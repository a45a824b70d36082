using KubeDaq.Cluster.Clients;
using KubeDaq.Cluster.Queues;

namespace KubeDaq.Cluster.Caching;

/// <summary>What an <see cref="ObjectCache{T}"/> holds and how it keeps up.</summary>
public sealed record CacheOptions<T>
    where T : class
{
    /// <summary>Which objects.</summary>
    public Selection Selection { get; init; } = Selection.All;

    /// <summary>Index names, and the keys that an object has in each.</summary>
    public IReadOnlyDictionary<string, Func<T, IEnumerable<string>>> Indexes { get; init; } =
        new Dictionary<string, Func<T, IEnumerable<string>>>();

    /// <summary>How often every object is announced as changed though it did not, as a net under lost work; never where null.</summary>
    public TimeSpan? Resync { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>After how long a watch is begun anew; the true time is up to a half longer, so that watches do not end together.</summary>
    public TimeSpan WatchTime { get; init; } = TimeSpan.FromMinutes(4);

    /// <summary>How long to wait after a lost connection.</summary>
    public BackOff BackOff { get; init; } = BackOff.Reconnect;
}

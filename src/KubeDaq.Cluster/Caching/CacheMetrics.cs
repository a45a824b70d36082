using System.Diagnostics.Metrics;

namespace KubeDaq.Cluster.Caching;

internal static class CacheMetrics
{
    public static readonly UpDownCounter<long> Objects =
        ClusterMeter.Meter.CreateUpDownCounter<long>("kubedaq.cache.objects", "{object}", "Objects in a cache.");

    public static readonly Counter<long> Events =
        ClusterMeter.Meter.CreateCounter<long>("kubedaq.cache.events", "{event}", "Watch events, by type.");

    public static readonly Counter<long> Lists =
        ClusterMeter.Meter.CreateCounter<long>("kubedaq.cache.lists", "{list}", "Full lists.");

    public static readonly Counter<long> Losses =
        ClusterMeter.Meter.CreateCounter<long>("kubedaq.cache.losses", "{loss}", "Lists and watches that failed.");

    public static readonly Counter<long> Unreadable =
        ClusterMeter.Meter.CreateCounter<long>("kubedaq.cache.unreadable", "{object}", "Objects passed over because they could not be read.");

    public static KeyValuePair<string, object?> Kind(string kind) => new("kind", kind);
}

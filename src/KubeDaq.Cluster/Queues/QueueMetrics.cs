using System.Diagnostics.Metrics;

namespace KubeDaq.Cluster.Queues;

internal static class QueueMetrics
{
    public static readonly UpDownCounter<long> Depth =
        ClusterMeter.Meter.CreateUpDownCounter<long>("kubedaq.queue.depth", "{key}", "Objects that wait for a look.");

    public static KeyValuePair<string, object?> Queue(string name) => new("queue", name);
}

using System.Diagnostics.Metrics;

namespace KubeDaq.Cluster.Events;

internal static class EventMetrics
{
    public static readonly Counter<long> Written =
        ClusterMeter.Meter.CreateCounter<long>("kubedaq.events.written", "{event}", "Events written to the cluster.");

    public static readonly Counter<long> Dropped =
        ClusterMeter.Meter.CreateCounter<long>("kubedaq.events.dropped", "{event}", "Events that were too many or could not be written.");
}

using System.Diagnostics.Metrics;

namespace KubeDaq.Cluster.Leadership;

internal static class LeadershipMetrics
{
    public static readonly UpDownCounter<long> Leading =
        ClusterMeter.Meter.CreateUpDownCounter<long>("kubedaq.leader", "{leader}", "1 while this instance leads.");
}

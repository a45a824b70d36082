using System.Diagnostics.Metrics;
using KubeDaq.Cluster.Queues;

namespace KubeDaq.Cluster.Controllers;

internal static class ControllerMetrics
{
    private static readonly Counter<long> Reconciles =
        ClusterMeter.Meter.CreateCounter<long>("kubedaq.reconcile.count", "{reconcile}", "Reconciles that ended, by outcome: done, failed or stopped.");

    private static readonly Histogram<double> Duration =
        ClusterMeter.Meter.CreateHistogram<double>("kubedaq.reconcile.duration", "s", "How long a reconcile took.");

    public static void Record(string queue, string outcome, TimeSpan took)
    {
        Reconciles.Add(1, QueueMetrics.Queue(queue), new KeyValuePair<string, object?>("outcome", outcome));
        Duration.Record(took.TotalSeconds, QueueMetrics.Queue(queue));
    }
}

using System.Diagnostics.Metrics;

namespace KubeDaq.Operator;

/// <summary>What the operator counts, besides what the queues and caches count.</summary>
internal static class OperatorMetrics
{
    public const string MeterName = "KubeDaq.Operator";

    public static readonly Meter Meter = new(MeterName);

    public static readonly Counter<long> PodsMade = Meter.CreateCounter<long>("kubedaq.pods.made", "{pod}", "Pods that were made.");
}

using System.Diagnostics.Metrics;

namespace KubeDaq.Cluster;

/// <summary>The meter under which queues, caches and controllers are measured.</summary>
public static class ClusterMeter
{
    /// <summary>Its name, for whoever exposes it.</summary>
    public const string Name = "KubeDaq.Cluster";

    internal static Meter Meter { get; } = new(Name);
}

namespace KubeDaq.Api.Partitions;

/// <summary>Names of the pods and leases of a partition: always the same for the same replica, so that two can never be.</summary>
public static class PodName
{
    /// <summary>The longest name that a pod's host name can have.</summary>
    public const int MaxLength = 63;

    /// <summary>The name of a replica's pod, <c>coldbox-readout-0</c>.</summary>
    public static string Of(string partition, string application, int index) => $"{partition}-{application}-{index}";

    /// <summary>What a lease says it is for, <c>readout-0</c>.</summary>
    public static string Owner(string application, int index) => $"{application}-{index}";
}

using KubeDaq.Api.Meta;

namespace KubeDaq.Api.Partitions;

/// <summary>A set of DAQ applications that take data together, isolated from other partitions.</summary>
public sealed record Partition : KubeObject
{
    /// <summary>What is wanted.</summary>
    public PartitionSpec Spec { get; init; } = new();

    /// <summary>What is; written by the operator.</summary>
    public PartitionStatus? Status { get; init; }
}

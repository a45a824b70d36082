using KubeDaq.Api.Meta;
using KubeDaq.Api.Schema;

namespace KubeDaq.Api.Partitions;

/// <summary>A Partition is a set of DAQ applications that take data together, isolated from other partitions. It gets all its readout cards or none.</summary>
[KubernetesKind("partitions", "partition", "part", ObjectScope.Namespaced)]
[PrinterColumn("Phase", ".status.phase", "The state of the partition in a word.")]
[PrinterColumn("Ready", ".status.ready", "Pods that are ready, of those wanted.")]
[PrinterColumn("Cards", ".status.cardNames", "Readout cards that it holds.")]
[PrinterColumn("Requested-By", ".spec.requestedBy", "The person who asked for it.")]
[PrinterColumn("Age", ".metadata.creationTimestamp", "Since when it is defined.", Type = "date")]
[PrinterColumn("Message", ".status.message", "Why it is in this phase.", Wide = true)]
public sealed record Partition : KubeObject
{
    /// <summary>What is wanted of the partition.</summary>
    [Mandatory]
    public PartitionSpec Spec { get; init => field = value ?? new(); } = new();

    /// <summary>What the partition is now. The operator writes it.</summary>
    public PartitionStatus? Status { get; init; }
}

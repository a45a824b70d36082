using KubeDaq.Api.DaqHosts;
using KubeDaq.Api.Meta;
using KubeDaq.Api.Partitions;
using KubeDaq.Api.ReadoutCards;

namespace KubeDaq.Api.Planning;

/// <summary>All that the planner decides by: one consistent look at the cluster.</summary>
public sealed record Rack
{
    /// <summary>Every partition of every namespace.</summary>
    public IReadOnlyList<Partition> Partitions { get; init; } = [];

    /// <summary>Every readout card.</summary>
    public IReadOnlyList<ReadoutCard> Cards { get; init; } = [];

    /// <summary>Every host.</summary>
    public IReadOnlyList<DaqHost> Hosts { get; init; } = [];

    /// <summary>Pods that belong to a partition, request a card or declare a host port.</summary>
    public IReadOnlyList<RackPod> Pods { get; init; } = [];

    /// <summary>Cards that a partition is not granted, by the partition's name, each with the sentence that says why.</summary>
    public IReadOnlyDictionary<ObjectName, IReadOnlyDictionary<string, string>> NotGranted { get; init; } = new Dictionary<ObjectName, IReadOnlyDictionary<string, string>>();

    /// <summary>Host ports that may be allotted.</summary>
    public PortRange Ports { get; init; } = PortRange.Default;
}

/// <summary>What the planner must know of a pod.</summary>
public sealed record RackPod
{
    /// <summary>Namespace and name.</summary>
    public required ObjectName Name { get; init; }

    /// <summary>The uid of the partition that owns it; null for a pod that a user brought.</summary>
    public string? PartitionUid { get; init; }

    /// <summary>The node it is bound to; null while it is pending.</summary>
    public string? Host { get; init; }

    /// <summary>Extended resources of group dune.daq that it requests.</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>Host ports that it declares.</summary>
    public IReadOnlyList<int> HostPorts { get; init; } = [];

    /// <summary>Whether it has succeeded or failed for good: such a pod takes neither cards nor ports.</summary>
    public bool Finished { get; init; }
}

/// <summary>An inclusive range of host ports.</summary>
public readonly record struct PortRange(int Min, int Max)
{
    /// <summary>What is allotted where nothing else is said: below the ephemeral ports of Linux (32768).</summary>
    public static PortRange Default { get; } = new(30000, 32000);
}

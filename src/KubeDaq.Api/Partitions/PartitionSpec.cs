using System.Text.Json.Nodes;
using KubeDaq.Api.Meta;

namespace KubeDaq.Api.Partitions;

/// <summary>What an expert writes of a partition.</summary>
public sealed record PartitionSpec
{
    /// <summary>Running, or Stopped: keep the definition and hold nothing.</summary>
    public DesiredState State { get; init; } = DesiredState.Running;

    /// <summary>What to do when a card is held by another partition: wait for it, or fail at once.</summary>
    public WhenBusy WhenBusy { get; init; } = WhenBusy.Wait;

    /// <summary>Waiting partitions are served by priority, highest first, then by age.</summary>
    public int Priority { get; init; }

    /// <summary>The person who asked for the partition, as others see it.</summary>
    public string? RequestedBy { get; init; }

    /// <summary>The service account of its pods; without it, one named as the partition is made.</summary>
    public string? ServiceAccountName { get; init; }

    /// <summary>The processes, at least one.</summary>
    public IReadOnlyList<Application> Applications { get; init; } = [];
}

/// <summary>Whether a partition should run.</summary>
public enum DesiredState
{
    /// <summary>Hold its cards and run its applications.</summary>
    Running,

    /// <summary>Keep the definition, hold nothing.</summary>
    Stopped,
}

/// <summary>What a partition does when a card is busy.</summary>
public enum WhenBusy
{
    /// <summary>Wait in line, holding nothing.</summary>
    Wait,

    /// <summary>Go to phase Failed at once.</summary>
    Fail,
}

/// <summary>One application of a partition; each replica is one pod.</summary>
public sealed record Application
{
    /// <summary>Unique in the partition, a DNS label.</summary>
    public required string Name { get; init; }

    /// <summary>How many pods; each takes its own cards and ports.</summary>
    public int Replicas { get; init; } = 1;

    /// <summary>The readout cards that each pod holds.</summary>
    public IReadOnlyList<CardClaim> Cards { get; init; } = [];

    /// <summary>Ports that are allotted and injected as <c>KUBEDAQ_PORT_NAME</c>.</summary>
    public IReadOnlyList<PortClaim> Ports { get; init; } = [];

    /// <summary>Names of data networks that its host must have.</summary>
    public IReadOnlyList<string> DataNetworks { get; init; } = [];

    /// <summary>CVMFS repositories that its host must have mounted.</summary>
    public IReadOnlyList<string> Cvmfs { get; init; } = [];

    /// <summary>Applications that must be ready before this one starts; it stops before them.</summary>
    public IReadOnlyList<string> StartAfter { get; init; } = [];

    /// <summary>A Kubernetes PodTemplateSpec: whatever Kubernetes can, a user can.</summary>
    public JsonObject Template { get; init; } = [];
}

/// <summary>Asks for one readout card, by name or by labels.</summary>
public sealed record CardClaim
{
    /// <summary>The card's name; exclusive with <see cref="Selector"/>.</summary>
    public string? Name { get; init; }

    /// <summary>Labels of the card; any free card that matches is taken.</summary>
    public LabelSelector? Selector { get; init; }

    /// <summary>One unit of a split card, such as <c>data0</c>; the whole card without it.</summary>
    public string? Unit { get; init; }
}

/// <summary>Asks for one host port on the data network.</summary>
public sealed record PortClaim
{
    /// <summary>Unique in the application; an IANA service name of at most 15 characters.</summary>
    public required string Name { get; init; }

    /// <summary><c>TCP</c> or <c>UDP</c>.</summary>
    public string Protocol { get; init; } = "TCP";
}

using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using KubeDaq.Api.Meta;
using KubeDaq.Api.Schema;

namespace KubeDaq.Api.Partitions;

/// <summary>One application of a partition. Each replica of it is one pod.</summary>
public sealed record Application
{
    /// <summary>The name of the application, unique in its partition. It is also the name under which other applications find its ports.</summary>
    [Pattern(Patterns.Label), Bounds(1, 60)]
    public required string Name { get; init; }

    /// <summary>How many pods the application has. Each one takes its own cards and ports.</summary>
    [JsonIgnore]
    public int Replicas { get; init; } = 1;

    /// <summary>The readout cards that each pod of the application holds.</summary>
    [Bounds(0, 64)]
    public IReadOnlyList<CardClaim> Cards { get; init => field = value ?? []; } = [];

    /// <summary>The host ports that each pod is allotted. Each is injected as KUBEDAQ_PORT_ and its name in capitals.</summary>
    [ListMap("name"), Bounds(0, 64)]
    public IReadOnlyList<PortClaim> Ports { get; init => field = value ?? []; } = [];

    /// <summary>The data networks that a host must have to run the application.</summary>
    [ListSet, Pattern(Patterns.Subdomain), Bounds(0, 16)]
    public IReadOnlyList<string> DataNetworks { get; init => field = value ?? []; } = [];

    /// <summary>The CVMFS repositories that a host must have mounted to run the application.</summary>
    [ListSet, Pattern(Patterns.Subdomain), Bounds(0, 64)]
    public IReadOnlyList<string> Cvmfs { get; init => field = value ?? []; } = [];

    /// <summary>The applications that must be ready before this one starts. It is stopped before them.</summary>
    [ListSet, Pattern(Patterns.Label), Bounds(0, 2000)]
    public IReadOnlyList<string> StartAfter { get; init => field = value ?? []; } = [];

    /// <summary>The pods of the application, as a Kubernetes PodTemplateSpec: see kubectl explain podtemplate.template.</summary>
    [Mandatory, KeepsUnknownFields]
    public JsonObject Template { get; init => field = value ?? []; } = [];

    // An int of the generated reader cannot tell "left out" from 0, and both are meant.

    /// <summary>How many pods the application has. Each one takes its own cards and ports.</summary>
    [JsonInclude, JsonPropertyName("replicas"), DefaultsTo("1"), Bounds(0, 10_000)]
    internal int? WrittenReplicas { get => Replicas; init => Replicas = value ?? 1; }
}

/// <summary>Asks for one readout card, by name or by labels.</summary>
public sealed record CardClaim
{
    /// <summary>The name of the card. Write either a name or a selector.</summary>
    [Pattern(Patterns.Label), Bounds(1, 50)]
    public string? Name { get; init; }

    /// <summary>The labels of the card. Any free card that matches is taken.</summary>
    public LabelSelector? Selector { get; init; }

    /// <summary>One unit of a card that is split, such as data0. Without it the whole card is held.</summary>
    [Pattern(Patterns.Label), Bounds(1, 12)]
    public string? Unit { get; init; }
}

/// <summary>Asks for one host port on the data network.</summary>
public sealed record PortClaim
{
    /// <summary>The name of the port, unique in its application, as in a Service: at most 15 lower case letters, digits and dashes.</summary>
    [Pattern(Patterns.PortName), Bounds(1, 15)]
    public required string Name { get; init; }

    /// <summary>The protocol of the port.</summary>
    [OneOf("TCP", "UDP"), DefaultsTo("\"TCP\"")]
    public string Protocol { get; init => field = value ?? "TCP"; } = "TCP";
}

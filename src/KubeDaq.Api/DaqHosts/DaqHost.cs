using KubeDaq.Api.Meta;

namespace KubeDaq.Api.DaqHosts;

/// <summary>What a host of the rack has, as its agent sees it; named as the node.</summary>
public sealed record DaqHost : KubeObject
{
    /// <summary>Nothing is asked of a host yet.</summary>
    public DaqHostSpec Spec { get; init; } = new();

    /// <summary>What was found.</summary>
    public DaqHostStatus? Status { get; init; }
}

/// <summary>What an administrator asks of a host.</summary>
public sealed record DaqHostSpec;

/// <summary>What an agent found on its host.</summary>
public sealed record DaqHostStatus
{
    /// <summary>Names of its readout cards.</summary>
    public IReadOnlyList<string> Cards { get; init; } = [];

    /// <summary>Its data-network addresses, one a network.</summary>
    public IReadOnlyList<HostNetwork> Networks { get; init; } = [];

    /// <summary>CVMFS repositories that are mounted and answer.</summary>
    public IReadOnlyList<string> Cvmfs { get; init; } = [];

    /// <summary>Ready and others.</summary>
    public IReadOnlyList<Condition> Conditions { get; init; } = [];
}

/// <summary>A data network as a host sees it.</summary>
public sealed record HostNetwork
{
    /// <summary>The data network's name, <c>daq</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The interface, <c>ens1f0</c>.</summary>
    public string? Interface { get; init; }

    /// <summary>The host's address there.</summary>
    public required string Address { get; init; }
}

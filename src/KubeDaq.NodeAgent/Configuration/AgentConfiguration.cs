using KubeDaq.NodeAgent.State;

namespace KubeDaq.NodeAgent.Configuration;

// The generated reader sets every init-only property, with null where the text has none: so what has a default turns null back into it.

/// <summary>What the agent looks for on its host, and how it names and offers it. docs/agent.md has every field.</summary>
internal sealed record AgentConfiguration
{
    /// <summary>How cards are offered; null leaves it to what the kubelet and the runtime can do.</summary>
    public OfferMode? Mode { get; init; }

    /// <summary>Seconds between two looks at the host.</summary>
    public int? IntervalSeconds { get; init; }

    /// <summary>Which PCI functions are readout cards.</summary>
    public IReadOnlyList<PciRule> Pci { get; init => field = value ?? PciRule.BuiltIn; } = PciRule.BuiltIn;

    /// <summary>Which other character devices are.</summary>
    public IReadOnlyList<DeviceRule> Devices { get; init => field = value ?? []; } = [];

    /// <summary>What single cards are called, what they read and how they are split.</summary>
    public IReadOnlyList<CardRule> Cards { get; init => field = value ?? []; } = [];

    /// <summary>Which addresses of the host belong to which data network.</summary>
    public IReadOnlyList<NetworkRule> Networks { get; init => field = value ?? []; } = [];

    /// <summary>Which CVMFS repositories this host shall have.</summary>
    public CvmfsRule Cvmfs { get; init => field = value ?? new(); } = new();

    public TimeSpan Interval => TimeSpan.FromSeconds(IntervalSeconds ?? 4);
}

/// <summary>A data network: the addresses in one of these ranges.</summary>
internal sealed record NetworkRule
{
    /// <summary>The name of the data network, such as daq.</summary>
    public required string Name { get; init; }

    /// <summary>The range of its addresses, such as 10.73.32.0/20.</summary>
    public required string Cidr { get; init; }
}

/// <summary>The CVMFS repositories that are looked after.</summary>
internal sealed record CvmfsRule
{
    /// <summary>Their full names, such as dunedaq.opensciencegrid.org.</summary>
    public IReadOnlyList<string> Repositories { get; init => field = value ?? []; } = [];

    /// <summary>The folder on the host that they are mounted below.</summary>
    public string Folder { get; init => field = value ?? "/cvmfs"; } = "/cvmfs";

    /// <summary>Seconds between two checks.</summary>
    public int? IntervalSeconds { get; init; }

    /// <summary>Seconds within which a repository must answer.</summary>
    public int? DeadlineSeconds { get; init; }

    public TimeSpan Interval => TimeSpan.FromSeconds(IntervalSeconds ?? 30);

    public TimeSpan Deadline => TimeSpan.FromSeconds(DeadlineSeconds ?? 5);
}

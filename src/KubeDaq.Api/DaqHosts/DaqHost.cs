using KubeDaq.Api.Meta;
using KubeDaq.Api.Schema;

namespace KubeDaq.Api.DaqHosts;

/// <summary>A DaqHost says what a host of the DAQ has: readout cards, data-network addresses and CVMFS repositories. It has the name of its node, and the agent on the host writes it.</summary>
[KubernetesKind("daqhosts", "daqhost", "dhost", ObjectScope.Cluster)]
[PrinterColumn("Cards", ".status.cardNames", "Its readout cards.")]
[PrinterColumn("Networks", ".status.networkAddresses", "Its data-network addresses.")]
[PrinterColumn("Ready", ".status.ready", "Whether its agent reports it well.")]
[PrinterColumn("Offers", ".status.offerMode", "How it offers its cards to pods.", Wide = true)]
[PrinterColumn("CVMFS", ".status.cvmfsNames", "The CVMFS repositories that answer.", Wide = true)]
[PrinterColumn("Agent", ".status.agentVersion", "The version of its agent.", Wide = true)]
[PrinterColumn("Age", ".metadata.creationTimestamp", "Since when it is known.", Type = "date")]
public sealed record DaqHost : KubeObject
{
    /// <summary>What an administrator asks of the host. There is nothing to ask yet.</summary>
    public DaqHostSpec Spec { get; init => field = value ?? new(); } = new();

    /// <summary>What the agent found on the host.</summary>
    public DaqHostStatus? Status { get; init; }
}

/// <summary>What an administrator asks of a host.</summary>
public sealed record DaqHostSpec;

/// <summary>What an agent found on its host.</summary>
public sealed record DaqHostStatus
{
    /// <summary>The names of the host's readout cards.</summary>
    public IReadOnlyList<string> Cards { get; init => field = value ?? []; } = [];

    /// <summary>The addresses of the host on the data networks, one for each network.</summary>
    [ListMap("name")]
    public IReadOnlyList<HostNetwork> Networks { get; init => field = value ?? []; } = [];

    /// <summary>The CVMFS repositories that are mounted and answer.</summary>
    public IReadOnlyList<string> Cvmfs { get; init => field = value ?? []; } = [];

    /// <summary>What became of each CVMFS repository that the host shall have.</summary>
    [ListMap("name")]
    public IReadOnlyList<CvmfsRepository> CvmfsRepositories { get; init => field = value ?? []; } = [];

    /// <summary>The network interfaces of the host.</summary>
    [ListMap("name")]
    public IReadOnlyList<HostInterface> Interfaces { get; init => field = value ?? []; } = [];

    /// <summary>The huge pages of the host.</summary>
    public IReadOnlyList<HostHugePages> HugePages { get; init => field = value ?? []; } = [];

    /// <summary>The NUMA nodes of the host.</summary>
    [ListMap("id")]
    public IReadOnlyList<HostNumaNode> NumaNodes { get; init => field = value ?? []; } = [];

    /// <summary>The drivers of readout that are loaded.</summary>
    [ListMap("name")]
    public IReadOnlyList<HostDriver> Drivers { get; init => field = value ?? []; } = [];

    /// <summary>How cards are offered to pods: DevicePlugin, Dra or NodeStatus.</summary>
    public string? OfferMode { get; init; }

    /// <summary>The version of the agent on the host.</summary>
    public string? AgentVersion { get; init; }

    /// <summary>The aspects of the state, such as Ready, each with its reason.</summary>
    [ListMap("type")]
    public IReadOnlyList<Condition> Conditions { get; init => field = value ?? []; } = [];

    /// <summary>The names of the cards in one line, for the table.</summary>
    public string? CardNames => Cards.Count == 0 ? null : string.Join(',', Cards);

    /// <summary>The data-network addresses in one line, for the table.</summary>
    public string? NetworkAddresses => Networks.Count == 0 ? null : string.Join(',', Networks.Select(n => $"{n.Name}={n.Address}"));

    /// <summary>The CVMFS repositories in one line, for the table.</summary>
    public string? CvmfsNames => Cvmfs.Count == 0 ? null : string.Join(',', Cvmfs);

    /// <summary>The status of the condition Ready, for the table.</summary>
    public string? Ready => Conditions.FirstOrDefault(condition => condition.Type == "Ready")?.Status;
}

/// <summary>A data network as a host sees it.</summary>
public sealed record HostNetwork
{
    /// <summary>The name of the data network, such as daq.</summary>
    public required string Name { get; init; }

    /// <summary>The network interface of the host, such as ens1f0.</summary>
    public string? Interface { get; init; }

    /// <summary>The address of the host on the data network.</summary>
    public required string Address { get; init; }
}

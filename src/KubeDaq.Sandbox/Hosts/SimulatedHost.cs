using KubeDaq.Api;
using KubeDaq.Api.DaqHosts;
using KubeDaq.Api.ReadoutCards;

namespace KubeDaq.Sandbox.Hosts;

/// <summary>A host of the sandbox, from the hosts file.</summary>
internal sealed record SimulatedHost
{
    /// <summary>Its name, also its node's.</summary>
    public required string Name { get; init; }

    /// <summary>Its address on the control network.</summary>
    public required string Address { get; init; }

    /// <summary>The first addresses of its pods; the two last parts count up.</summary>
    public required string PodNetwork { get; init; }

    /// <summary>Cores, as a quantity.</summary>
    public string Cpu { get; init; } = "16";

    /// <summary>Memory, as a quantity.</summary>
    public string Memory { get; init; } = "64Gi";

    /// <summary>How many pods it takes.</summary>
    public long Pods { get; init; } = 110;

    /// <summary>Further labels of its node.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Its data networks.</summary>
    public IReadOnlyList<HostNetwork> Networks { get; init; } = [];

    /// <summary>Its readout cards.</summary>
    public IReadOnlyList<SimulatedCard> Cards { get; init; } = [];

    /// <summary>CVMFS repositories that it says it has.</summary>
    public IReadOnlyList<string> Cvmfs { get; init; } = [];
}

/// <summary>A readout card of a simulated host.</summary>
internal sealed record SimulatedCard
{
    /// <summary>Its name, <c>apa001</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What it is.</summary>
    public CardKind Kind { get; init; }

    /// <summary>Where it is plugged in.</summary>
    public required string PciAddress { get; init; }

    /// <summary>Device files as an application opens them, one an endpoint.</summary>
    public IReadOnlyList<string> Devices { get; init; } = [];

    /// <summary>Parts that are held one by one, each with the device at its place in the list; none for a card held as a whole.</summary>
    public IReadOnlyList<string> Units { get; init; } = [];

    /// <summary>Labels of its ReadoutCard.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>What discovery says of it.</summary>
    public ReadoutCard Record(string host) => new()
    {
        ApiVersion = ApiGroup.ApiVersion,
        Kind = "ReadoutCard",
        Metadata = new() { Name = Name, Labels = Labels },
        Spec = new() { Kind = Kind, Host = host, PciAddress = PciAddress, Devices = Devices, Units = Units },
    };

    /// <summary>The resources by which pods request it, each with the device files that come with it.</summary>
    public IEnumerable<(string Name, IReadOnlyList<string> Devices)> Resources => Units.Count == 0
        ? [(ApiGroup.ResourceName(Name), Devices)]
        : Units.Select((unit, place) => (ApiGroup.ResourceName(Name, unit), Units.Count == Devices.Count ? [Devices[place]] : Devices));
}

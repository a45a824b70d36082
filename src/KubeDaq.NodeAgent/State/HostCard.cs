using KubeDaq.Api;
using KubeDaq.Api.ReadoutCards;

namespace KubeDaq.NodeAgent.State;

/// <summary>A readout card of this host, under its name, as discovery sees it now.</summary>
internal sealed record HostCard
{
    /// <summary>The name of its ReadoutCard, such as apa001.</summary>
    public required string Name { get; init; }

    public required CardKind Kind { get; init; }

    /// <summary>The PCI address of its first endpoint, such as 0000:3b:00.0: what a card is known by on its host.</summary>
    public required string PciAddress { get; init; }

    /// <summary>Labels of its ReadoutCard, from the configuration.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>What was found of it in the host's files.</summary>
    public CardFacts Facts { get; init; } = new();

    /// <summary>Its endpoints, in the order of their PCI addresses.</summary>
    public required IReadOnlyList<CardEndpoint> Endpoints { get; init; }

    /// <summary>Device files that whoever holds the card, or a unit of it, gets beside those of the endpoints: <c>/dev/cmem_rcc</c>, <c>/dev/vfio/vfio</c>.</summary>
    public IReadOnlyList<string> SharedDevices { get; init; } = [];

    /// <summary>The parts that are held one by one; empty for a card that is held as a whole.</summary>
    public IReadOnlyList<CardUnit> Units { get; init; } = [];

    public required HealthNote Health { get; init; }

    /// <summary>Why it may not be offered at all, though it may be well: another host claims its name. Null where it may.</summary>
    public HealthNote? Withheld { get; init; }

    /// <summary>The device files of the endpoints, as they are on the host: what KUBEDAQ_CARD_DEVICE is made of.</summary>
    public IReadOnlyList<string> Devices => [.. Endpoints.SelectMany(e => e.Devices)];

    /// <summary>Whether a pod may be given it now, as far as the host goes.</summary>
    public bool IsOfferable => Health.Health == CardHealth.Healthy && Withheld is null;

    /// <summary>The extended resources it is requested by: one, or one a unit.</summary>
    public IReadOnlyList<string> ResourceNames =>
        Units.Count == 0 ? [ApiGroup.ResourceName(Name)] : [.. Units.Select(u => ApiGroup.ResourceName(Name, u.Name))];
}

/// <summary>One PCIe function of a card, with its device files on the host: none while its driver is missing.</summary>
internal sealed record CardEndpoint(string PciAddress, IReadOnlyList<string> Devices);

/// <summary>A part of a card that is held alone, with the device files that go with it.</summary>
internal sealed record CardUnit(string Name, IReadOnlyList<string> Devices);

/// <summary>Whether a card is well, with the reason as a word and as a sentence.</summary>
internal sealed record HealthNote(CardHealth Health, string Reason, string Message);

/// <summary>What is known of a card; null where the host does not say.</summary>
internal sealed record CardFacts
{
    /// <summary>Its serial number.</summary>
    public string? Serial { get; init; }

    /// <summary>Its slot in the host: the number that the chassis or the order of PCI addresses gives.</summary>
    public string? Slot { get; init; }

    /// <summary>The version of its firmware.</summary>
    public string? Firmware { get; init; }

    /// <summary>The driver that it is bound to.</summary>
    public string? Driver { get; init; }

    /// <summary>The version of the driver.</summary>
    public string? DriverVersion { get; init; }

    /// <summary>The NUMA node that it is attached to.</summary>
    public int? NumaNode { get; init; }

    /// <summary>Its PCI root complex, such as pci0000:3a.</summary>
    public string? PciRoot { get; init; }

    /// <summary>Its PCIe link, such as 8.0 GT/s x8.</summary>
    public string? Link { get; init; }

    /// <summary>Its PCI vendor and device, such as 10dc:0427.</summary>
    public string? PciId { get; init; }

    /// <summary>Its IOMMU group, where it is bound to vfio-pci.</summary>
    public int? IommuGroup { get; init; }

    /// <summary>The detector unit that it reads, from the mapping.</summary>
    public string? Detector { get; init; }
}

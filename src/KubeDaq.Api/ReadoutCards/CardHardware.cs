using KubeDaq.Api.Schema;

namespace KubeDaq.Api.ReadoutCards;

/// <summary>What the agent found of a card in its host. What the host does not say is absent.</summary>
public sealed record CardHardware
{
    /// <summary>The PCI vendor and device, such as 10dc:0427.</summary>
    public string? PciId { get; init; }

    /// <summary>The slot of the host, as the chassis numbers them.</summary>
    public string? Slot { get; init; }

    /// <summary>The serial number.</summary>
    public string? Serial { get; init; }

    /// <summary>The version of the firmware.</summary>
    public string? Firmware { get; init; }

    /// <summary>The driver that the card is bound to.</summary>
    public string? Driver { get; init; }

    /// <summary>The version of the driver.</summary>
    public string? DriverVersion { get; init; }

    /// <summary>The NUMA node that the card is attached to.</summary>
    public int? NumaNode { get; init; }

    /// <summary>The root of the PCI tree that the card is in, such as pci0000:3a.</summary>
    public string? PciRoot { get; init; }

    /// <summary>The PCIe link, such as 8.0 GT/s x8, with what it could be where that is more.</summary>
    public string? Link { get; init; }

    /// <summary>The IOMMU group of a card that is bound to vfio-pci.</summary>
    public int? IommuGroup { get; init; }

    /// <summary>The detector unit that the card reads.</summary>
    public string? Detector { get; init; }

    /// <summary>The PCI addresses of the card's endpoints.</summary>
    [ListSet]
    public IReadOnlyList<string> Endpoints { get; init => field = value ?? []; } = [];
}

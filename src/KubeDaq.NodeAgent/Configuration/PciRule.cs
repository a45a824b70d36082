using KubeDaq.Api.ReadoutCards;

namespace KubeDaq.NodeAgent.Configuration;

/// <summary>PCI functions that are readout cards, and the files by which an application reaches them.</summary>
internal sealed record PciRule
{
    /// <summary>What the rule is called in messages.</summary>
    public required string Name { get; init; }

    /// <summary>The kind of the cards.</summary>
    public required CardKind Kind { get; init; }

    /// <summary>Vendor and device of a card's first, or only, endpoint: 10dc:0427.</summary>
    public required IReadOnlyList<string> Ids { get; init; }

    /// <summary>Vendor and device of a card's second endpoint.</summary>
    public IReadOnlyList<string> SecondIds { get; init => field = value ?? []; } = [];

    /// <summary>The driver that a card needs.</summary>
    public required string Driver { get; init; }

    /// <summary>Whether a function with another driver is no readout card at all, as a NIC that the kernel uses; else it is one that is not well.</summary>
    public bool? OnlyWithDriver { get; init; }

    /// <summary>The device file of an endpoint: <c>{number}</c> is the number that the driver gives it, <c>{group}</c> its IOMMU group.</summary>
    public required string DeviceFile { get; init; }

    /// <summary>The sysfs class that says which number belongs to which function, such as flx; without it, or where the driver makes no class, probe order counts.</summary>
    public string? DeviceClass { get; init; }

    /// <summary>Files that whoever has a card of this kind needs too, and that cards share: /dev/cmem_rcc.</summary>
    public IReadOnlyList<string> SharedFiles { get; init => field = value ?? []; } = [];

    /// <summary>The file in which the driver tells its version and its devices: /proc/flx.</summary>
    public string? DriverFile { get; init; }

    /// <summary>The rules of an agent without configuration: FELIX cards, and NICs that are bound to vfio for readout by DPDK.</summary>
    public static IReadOnlyList<PciRule> BuiltIn { get; } =
    [
        new()
        {
            Name = "felix",
            Kind = CardKind.Felix,
            Ids = ["10dc:0427", "10ee:7038"],
            SecondIds = ["10dc:0428", "10ee:7039"],
            Driver = "flx",
            DeviceFile = "/dev/flx{number}",
            DeviceClass = "flx",
            SharedFiles = ["/dev/cmem_rcc"],
            DriverFile = "/proc/flx",
        },
        new()
        {
            Name = "vfio-nic",
            Kind = CardKind.Nic,
            Ids = ["8086:1592", "15b3:101d"],
            Driver = "vfio-pci",
            OnlyWithDriver = true,
            DeviceFile = "/dev/vfio/{group}",
            SharedFiles = ["/dev/vfio/vfio"],
        },
    ];
}

/// <summary>Character devices of a class that are readout cards: those of one device make one card.</summary>
internal sealed record DeviceRule
{
    /// <summary>What the rule is called in messages.</summary>
    public required string Name { get; init; }

    /// <summary>The sysfs class, such as xdma.</summary>
    public required string Class { get; init; }

    /// <summary>Which of the class's devices: <c>xdma*_control</c>, where <c>*</c> is anything; all where it is left out.</summary>
    public string? Match { get; init; }

    /// <summary>Files that whoever has such a card needs too, and that cards share.</summary>
    public IReadOnlyList<string> SharedFiles { get; init => field = value ?? []; } = [];
}

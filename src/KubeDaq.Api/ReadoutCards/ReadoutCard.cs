using KubeDaq.Api.Meta;
using KubeDaq.Api.Schema;

namespace KubeDaq.Api.ReadoutCards;

/// <summary>A ReadoutCard is a PCIe card that receives detector data: a FELIX card, or a NIC bound to vfio for readout by DPDK. The lease in its status is the lock of record.</summary>
[KubernetesKind("readoutcards", "readoutcard", "card", ObjectScope.Cluster)]
[PrinterColumn("Kind", ".spec.kind", "What the card is.")]
[PrinterColumn("Host", ".spec.host", "The host it is in.")]
[PrinterColumn("PCI", ".spec.pciAddress", "Its PCI address on that host.")]
[PrinterColumn("Health", ".status.health", "Whether it can be used.")]
[PrinterColumn("Holder", ".status.holder", "The partition that holds it.")]
[PrinterColumn("Since", ".status.heldSince", "Since when it is held.", Type = "date")]
[PrinterColumn("Requested-By", ".status.requestedBy", "The person behind the holder.")]
[PrinterColumn("Slot", ".status.hardware.slot", "The slot of its host.", Wide = true)]
[PrinterColumn("Firmware", ".status.hardware.firmware", "The version of its firmware.", Wide = true)]
[PrinterColumn("NUMA", ".status.hardware.numaNode", "The NUMA node that it is attached to.", Type = "integer", Wide = true)]
[PrinterColumn("Pods", ".status.podNames", "The pods that have it.", Wide = true)]
[PrinterColumn("Maintenance", ".spec.maintenance", "Whether it is kept from everybody.", Type = "boolean", Wide = true)]
[PrinterColumn("Age", ".metadata.creationTimestamp", "Since when it is known.", Type = "date", Wide = true)]
public sealed record ReadoutCard : KubeObject
{
    /// <summary>What the card is and what the administrator wants of it.</summary>
    [Mandatory]
    public ReadoutCardSpec Spec { get; init => field = value ?? new(); } = new();

    /// <summary>What was found of the card, and who holds it.</summary>
    public ReadoutCardStatus? Status { get; init; }
}

/// <summary>What a card is, from discovery, and whether it is in maintenance.</summary>
public sealed record ReadoutCardSpec
{
    /// <summary>What the card is.</summary>
    [DefaultsTo("\"Felix\"")]
    public CardKind Kind { get; init; }

    /// <summary>The name of the host that the card is in.</summary>
    [Mandatory, Pattern(Patterns.Subdomain), Bounds(1, 253)]
    public string Host { get; init => field = value ?? ""; } = "";

    /// <summary>The PCI address, such as 0000:3b:00.0, by which the card is known on its host.</summary>
    [Mandatory, Pattern(Patterns.PciAddress)]
    public string PciAddress { get; init => field = value ?? ""; } = "";

    /// <summary>The device files of the card, one for each endpoint, such as /dev/flx0.</summary>
    [ListSet, Pattern(Patterns.DeviceFile), Bounds(0, 16)]
    public IReadOnlyList<string> Devices { get; init => field = value ?? []; } = [];

    /// <summary>The names of the parts that can be held one by one. It is empty for a card that is held as a whole.</summary>
    [ListSet, Pattern(Patterns.Label), Bounds(0, 64)]
    public IReadOnlyList<string> Units { get; init => field = value ?? []; } = [];

    /// <summary>Whether the card is in maintenance, and so is not given to anybody.</summary>
    public bool Maintenance { get; init; }

    /// <summary>An order to end a hold by force. The command kubedaq release writes it, and the verb release allows it.</summary>
    public ForcedRelease? Release { get; init; }
}

/// <summary>The kind of a readout card.</summary>
public enum CardKind
{
    /// <summary>A FELIX card.</summary>
    Felix,

    /// <summary>A network card bound to vfio-pci.</summary>
    Nic,

    /// <summary>Another device that is reached by character device files.</summary>
    Device,
}

using KubeDaq.Api.Meta;

namespace KubeDaq.Api.ReadoutCards;

/// <summary>The PCIe card that receives detector data: a FELIX card, or a NIC bound to vfio for DPDK readout.</summary>
public sealed record ReadoutCard : KubeObject
{
    /// <summary>What the card is and what the administrator wants of it.</summary>
    public ReadoutCardSpec Spec { get; init; } = new();

    /// <summary>What was found, and who holds it.</summary>
    public ReadoutCardStatus? Status { get; init; }
}

/// <summary>What a card is, from discovery, and whether it is in maintenance.</summary>
public sealed record ReadoutCardSpec
{
    /// <summary>What it is.</summary>
    public CardKind Kind { get; init; }

    /// <summary>The name of the host it is in.</summary>
    public string Host { get; init; } = "";

    /// <summary>The PCI address, <c>0000:3b:00.0</c>: the card's key on its host.</summary>
    public string PciAddress { get; init; } = "";

    /// <summary>Device files, one an endpoint: <c>/dev/flx0</c>.</summary>
    public IReadOnlyList<string> Devices { get; init; } = [];

    /// <summary>Names of the parts that can be held one by one; empty for a card held as a whole.</summary>
    public IReadOnlyList<string> Units { get; init; } = [];

    /// <summary>In maintenance a card is not given to anybody.</summary>
    public bool Maintenance { get; init; }

    /// <summary>Ends the hold that it names by force; written by <c>kubedaq release</c>, allowed by the verb <c>release</c>.</summary>
    public ForcedRelease? Release { get; init; }
}

/// <summary>An expert's order to take a card away from the partition that holds it.</summary>
public sealed record ForcedRelease
{
    /// <summary>The number of the lease to end; an order for another lease does nothing.</summary>
    public required long LeaseNumber { get; init; }

    /// <summary>Why, for the record.</summary>
    public required string Reason { get; init; }

    /// <summary>The user who orders it, as the API server knows him.</summary>
    public required string RequestedBy { get; init; }
}

/// <summary>The kind of a readout card.</summary>
public enum CardKind
{
    /// <summary>A FELIX card.</summary>
    Felix,

    /// <summary>A network card bound to vfio-pci.</summary>
    Nic,
}

/// <summary>What was found of a card and who has it.</summary>
public sealed record ReadoutCardStatus
{
    /// <summary>Whether the card can be used: True, False or Unknown in its conditions' Healthy; kept here for the table.</summary>
    public string? Health { get; init; }

    /// <summary>The extended resources under which pods request it, one, or one a unit.</summary>
    public IReadOnlyList<string> ResourceNames { get; init; } = [];

    /// <summary>The lock of record: who holds the card; absent when it is free.</summary>
    public CardLease? Lease { get; init; }

    /// <summary>Leases of single units, where the card is split.</summary>
    public IReadOnlyList<UnitLease> UnitLeases { get; init; } = [];

    /// <summary>Counts holds; the number of the newest one. Never goes back, so an old holder can be told apart.</summary>
    public long LeaseNumber { get; init; }

    /// <summary>Pods that use the card without a partition: those that users bring.</summary>
    public IReadOnlyList<string> Users { get; init; } = [];

    /// <summary>The last holds, newest first, at most 10.</summary>
    public IReadOnlyList<PastHold> History { get; init; } = [];

    /// <summary>Healthy, Offered and others.</summary>
    public IReadOnlyList<Condition> Conditions { get; init; } = [];
}

/// <summary>A hold of a card by a partition.</summary>
public sealed record CardLease
{
    /// <summary>The partition's namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>The partition's name.</summary>
    public required string Partition { get; init; }

    /// <summary>The partition's uid: a new partition of the same name does not inherit.</summary>
    public required string Uid { get; init; }

    /// <summary>The application and replica that the card is for, <c>readout-0</c>.</summary>
    public string? Pod { get; init; }

    /// <summary>The person behind the partition.</summary>
    public string? RequestedBy { get; init; }

    /// <summary>Since when.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>The fencing number: grows with each hold of this card.</summary>
    public long Number { get; init; }
}

/// <summary>A hold of one unit of a card.</summary>
public sealed record UnitLease
{
    /// <summary>The unit.</summary>
    public required string Unit { get; init; }

    /// <summary>Its hold.</summary>
    public required CardLease Lease { get; init; }
}

/// <summary>A hold that has ended.</summary>
public sealed record PastHold
{
    /// <summary>The partition, <c>namespace/name</c>.</summary>
    public required string Partition { get; init; }

    /// <summary>The person behind it.</summary>
    public string? RequestedBy { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset Until { get; init; }

    /// <summary>Why, where it was forced; else empty.</summary>
    public string? Reason { get; init; }
}

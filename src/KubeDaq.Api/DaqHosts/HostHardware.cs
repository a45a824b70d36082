using KubeDaq.Api.Schema;

namespace KubeDaq.Api.DaqHosts;

/// <summary>A network interface of a host.</summary>
public sealed record HostInterface
{
    /// <summary>The name of the interface, such as ens1f0.</summary>
    public required string Name { get; init; }

    /// <summary>The addresses of the interface, each with the length of its prefix.</summary>
    public IReadOnlyList<string> Addresses { get; init => field = value ?? []; } = [];

    /// <summary>The speed in Mbit/s.</summary>
    public int? SpeedMbps { get; init; }

    /// <summary>The longest packet, in bytes.</summary>
    public int? Mtu { get; init; }

    /// <summary>The state as the kernel says it, such as up or down.</summary>
    public string? State { get; init; }

    /// <summary>The hardware address.</summary>
    public string? Mac { get; init; }

    /// <summary>The driver of the interface.</summary>
    public string? Driver { get; init; }

    /// <summary>The PCI address of the network card.</summary>
    public string? PciAddress { get; init; }

    /// <summary>The NUMA node that the network card is attached to.</summary>
    public int? NumaNode { get; init; }
}

/// <summary>The huge pages of one size, on one NUMA node where the host has several.</summary>
public sealed record HostHugePages
{
    /// <summary>The size of a page, such as 2Mi or 1Gi.</summary>
    public required string Size { get; init; }

    /// <summary>The NUMA node that they are on.</summary>
    public int? NumaNode { get; init; }

    /// <summary>The number of pages, used or free.</summary>
    [Mandatory]
    public long Total { get; init; }
}

/// <summary>A NUMA node of a host.</summary>
public sealed record HostNumaNode
{
    /// <summary>The number of the node.</summary>
    [Mandatory]
    public int Id { get; init; }

    /// <summary>The processors of the node, such as 0-15,32-47.</summary>
    public string? Cpus { get; init; }

    /// <summary>The memory of the node, such as 93Gi.</summary>
    public string? Memory { get; init; }
}

/// <summary>A driver that readout needs.</summary>
public sealed record HostDriver
{
    /// <summary>The name of the driver, such as flx.</summary>
    public required string Name { get; init; }

    /// <summary>The version of the driver.</summary>
    public string? Version { get; init; }

    /// <summary>What the driver says of itself, such as the memory that it reserves.</summary>
    public string? Detail { get; init; }
}

/// <summary>A CVMFS repository that a host shall have.</summary>
public sealed record CvmfsRepository
{
    /// <summary>The full name of the repository.</summary>
    public required string Name { get; init; }

    /// <summary>Whether the repository is mounted and answers.</summary>
    [Mandatory]
    public bool Ready { get; init; }

    /// <summary>What is wrong with the repository.</summary>
    public string? Message { get; init; }
}

namespace KubeDaq.NodeAgent.Configuration;

/// <summary>What one card is called. It is found by its serial number, or by host and PCI address.</summary>
internal sealed record CardRule
{
    /// <summary>The name of the card, such as apa001.</summary>
    public required string Name { get; init; }

    /// <summary>Its serial number.</summary>
    public string? Serial { get; init; }

    /// <summary>The node of the host that it is in; a file for all hosts needs it beside pciAddress.</summary>
    public string? Host { get; init; }

    /// <summary>The PCI address of its first endpoint.</summary>
    public string? PciAddress { get; init; }

    /// <summary>The detector unit that it reads.</summary>
    public string? Detector { get; init; }

    /// <summary>Labels of its ReadoutCard, for selectors of partitions.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>The parts that are held one by one; none for a card that is held as a whole.</summary>
    public IReadOnlyList<UnitRule> Units { get; init => field = value ?? []; } = [];
}

/// <summary>A part of a card that is held alone.</summary>
internal sealed record UnitRule
{
    /// <summary>Its name: data0, control.</summary>
    public required string Name { get; init; }

    /// <summary>The endpoints that belong to it, from 0.</summary>
    public IReadOnlyList<int> Endpoints { get; init => field = value ?? []; } = [];

    /// <summary>Other device files that belong to it.</summary>
    public IReadOnlyList<string> Files { get; init => field = value ?? []; } = [];
}

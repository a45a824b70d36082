using KubeDaq.Api.ReadoutCards;
using KubeDaq.NodeAgent.State;

namespace KubeDaq.NodeAgent.Discovery.Cards;

/// <summary>A card as it was found, before it has a name.</summary>
internal sealed record FoundCard
{
    /// <summary>What it is known by while the agent runs: its PCI address, or the folder of its device in sysfs.</summary>
    public required string Key { get; init; }

    public required CardKind Kind { get; init; }

    public required string PciAddress { get; init; }

    public required IReadOnlyList<CardEndpoint> Endpoints { get; init; }

    public IReadOnlyList<string> SharedDevices { get; init; } = [];

    public CardFacts Facts { get; init; } = new();

    public required HealthNote Health { get; init; }
}

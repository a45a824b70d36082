using KubeDaq.Api;
using KubeDaq.NodeAgent.State;

namespace KubeDaq.NodeAgent.Offering;

/// <summary>A part of a card with the device files that come with it.</summary>
/// <param name="Part">The card or its unit.</param>
/// <param name="Devices">Those of its own.</param>
/// <param name="Shared">Those that an application needs beside them and that every holder of a card may open, such as <c>/dev/vfio/vfio</c>.</param>
internal sealed record CardResource(CardPart Part, IReadOnlyList<string> Devices, IReadOnlyList<string> Shared)
{
    /// <summary>The extended resource by which pods ask for it.</summary>
    public string Name => ApiGroup.ResourceName(Part.Card, Part.Unit);

    /// <summary>All its device files.</summary>
    public IEnumerable<string> Files => Devices.Concat(Shared).Distinct();

    /// <summary>What pods can be given of a card.</summary>
    public static IEnumerable<CardResource> Of(HostCard card) => card.Units.Count == 0
        ? [new(new(card.Name), card.Devices, card.SharedDevices)]
        : card.Units.Select(unit => new CardResource(new(card.Name, unit.Name), unit.Devices, card.SharedDevices));
}

using KubeDaq.Api.ReadoutCards;
using KubeDaq.NodeAgent.State;

namespace KubeDaq.Cli.Hosting.Agents;

/// <summary>The cards of a sandbox's host as discovery would find them.</summary>
internal static class SandboxCards
{
    private static readonly HealthNote Well = new(CardHealth.Healthy, "SandboxCard", "the sandbox simulates this card");

    public static HostCard Of(ReadoutCard card)
    {
        var devices = card.Spec.Devices;
        return new()
        {
            Name = card.Metadata.Name!,
            Kind = card.Spec.Kind,
            PciAddress = card.Spec.PciAddress,
            Endpoints = [.. devices.Select(device => new CardEndpoint(card.Spec.PciAddress, [device]))],
            // A unit has the device at its place, or all of them where there are not as many.
            Units = [.. card.Spec.Units.Select((unit, place) => new CardUnit(unit, card.Spec.Units.Count == devices.Count ? [devices[place]] : devices))],
            Health = Well,
        };
    }
}

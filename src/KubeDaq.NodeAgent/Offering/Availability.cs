using KubeDaq.Api.ReadoutCards;
using KubeDaq.NodeAgent.State;

namespace KubeDaq.NodeAgent.Offering;

/// <summary>Whether pods may be promised a card, before anybody asks for it.</summary>
internal static class Availability
{
    /// <summary>Why not, as a word and a sentence; null when they may.</summary>
    public static HealthNote? Of(HostCard? card, ReadoutCard? record) => (card, record) switch
    {
        (null, _) => new(CardHealth.Unknown, "CardGone", "it is not on this host any more"),
        ({ Withheld: { } withheld }, _) => withheld,
        ({ IsOfferable: false }, _) => card.Health,
        (_, { Spec.Maintenance: true }) => new(CardHealth.Healthy, "Maintenance", "it is in maintenance"),
        _ => null,
    };
}

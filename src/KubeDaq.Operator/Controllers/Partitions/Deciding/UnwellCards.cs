using KubeDaq.Api.ReadoutCards;

namespace KubeDaq.Operator.Controllers.Partitions.Deciding;

/// <summary>Cards that a partition holds and that are not well: it keeps them, and is told.</summary>
internal static class UnwellCards
{
    /// <summary>A card that nothing is heard of is left to the state of its host.</summary>
    public static IReadOnlyList<string> Among(IEnumerable<string> held, IReadOnlyDictionary<string, ReadoutCard> cards) =>
    [
        .. from name in held.Distinct().Order(StringComparer.Ordinal)
           let card = cards.GetValueOrDefault(name)
           where card?.Status?.Health == CardHealth.Unhealthy
           select $"card {name} in host {card.Spec.Host} is not healthy{Because(card)}; it stays held, and is used again when it is well",
    ];

    private static string Because(ReadoutCard card) =>
        card.Status!.Conditions.FirstOrDefault(c => c.Type == "Healthy")?.Message is { Length: > 0 } message ? $": {message}" : "";
}

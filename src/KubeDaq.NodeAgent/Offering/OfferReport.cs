using KubeDaq.NodeAgent.Guarding;
using KubeDaq.NodeAgent.State;

namespace KubeDaq.NodeAgent.Offering;

/// <summary>What the reporting side is told of the cards: how each is offered, and which pods have it.</summary>
internal static class OfferReport
{
    /// <summary>The state of all cards.</summary>
    public static OfferState Of(
        ModeChoice choice, IReadOnlyDictionary<string, HostCard> cards, IReadOnlyDictionary<CardPart, PartOffer> parts, IReadOnlyList<Grant> grants, HostState state) => new()
    {
        Mode = choice.Mode,
        Reason = choice.Reason,
        Message = choice.Message,
        Cards = cards.Values.ToDictionary(card => card.Name, card => Card(choice, card, parts, grants, state)),
    };

    /// <summary>Whether both say the same: to write what has not changed would cost more than to hand a card over.</summary>
    public static bool Same(OfferState left, OfferState right) =>
        left with { Cards = right.Cards } == right
        && left.Cards.Count == right.Cards.Count
        && left.Cards.All(card => right.Cards.TryGetValue(card.Key, out var other) && card.Value with { Pods = other.Pods } == other && card.Value.Pods.SequenceEqual(other.Pods));

    private static CardOffer Card(ModeChoice choice, HostCard card, IReadOnlyDictionary<CardPart, PartOffer> parts, IReadOnlyList<Grant> grants, HostState state)
    {
        var pods = grants.Where(grant => grant.Part.Card == card.Name).SelectMany(grant => grant.Pods).Select(pod => pod.ToString()).Distinct().Order(StringComparer.Ordinal).ToList();
        if (choice.Mode is null)
            return new(false, choice.Reason, choice.Message, pods);
        if (Availability.Of(card, state.Records.Current?.GetValueOrDefault(card.Name)) is { } problem)
            return new(false, problem.Reason, problem.Message, pods);
        var offers = CardResource.Of(card).Select(resource => parts.GetValueOrDefault(resource.Part) ?? Starting).ToList();
        var worst = offers.Find(offer => !offer.Offered) ?? offers.FirstOrDefault() ?? Starting;
        return new(worst.Offered, worst.Reason, worst.Message, pods);
    }

    private static PartOffer Starting { get; } = new(false, "Starting", "it is about to be offered");
}

using KubeDaq.Api.ReadoutCards;
using KubeDaq.NodeAgent.Configuration;
using KubeDaq.NodeAgent.Discovery.Cards;
using KubeDaq.NodeAgent.State;

namespace KubeDaq.NodeAgent.Naming;

/// <summary>Gives cards their names: from the configuration, else host and slot. A name that is claimed twice is given to nobody.</summary>
internal static class CardNaming
{
    /// <param name="cards">The cards of this host.</param>
    /// <param name="rules">The names from the configuration.</param>
    /// <param name="node">This host's node.</param>
    /// <param name="otherClaims">Names that another host claims too, with that host.</param>
    public static IReadOnlyList<HostCard> Name(
        IReadOnlyList<FoundCard> cards, IReadOnlyList<CardRule> rules, string node, IReadOnlyDictionary<string, string> otherClaims)
    {
        var named = cards.Select(card => (Card: card, Rule: Rule(card, rules, node))).ToList();
        var slots = cards.GroupBy(c => c.Facts.Slot).Where(g => g.Key is not null && g.Count() == 1).Select(g => g.Key!).ToHashSet();
        var result = named.Select(n => Make(n.Card, n.Rule, n.Rule?.Name ?? DefaultName.Of(node, n.Card, slots))).ToList();
        var twice = result.GroupBy(c => c.Name).Where(g => g.Count() > 1).ToDictionary(g => g.Key, g => string.Join(" and ", g.Select(c => c.PciAddress)));
        return
        [
            .. result.Select(card => card with { Withheld = Claimed(card.Name, node, twice, otherClaims) })
                .DistinctBy(card => card.Name)
                .OrderBy(card => card.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>The serial number goes before the place: a card keeps its name when it is moved.</summary>
    private static CardRule? Rule(FoundCard card, IReadOnlyList<CardRule> rules, string node) =>
        rules.FirstOrDefault(r => r.Serial is not null && string.Equals(r.Serial, card.Facts.Serial, StringComparison.OrdinalIgnoreCase))
        ?? rules.FirstOrDefault(r => r.Serial is null && r.PciAddress == card.PciAddress && (r.Host is null || r.Host == node));

    private static HostCard Make(FoundCard card, CardRule? rule, string name) => new()
    {
        Name = name,
        Kind = card.Kind,
        PciAddress = card.PciAddress,
        Labels = rule?.Labels ?? new Dictionary<string, string>(),
        Facts = card.Facts with { Detector = rule?.Detector },
        Endpoints = card.Endpoints,
        SharedDevices = card.SharedDevices,
        Units = [.. (rule?.Units ?? []).Select(u => new CardUnit(u.Name, Devices(u, card)))],
        Health = rule is null ? card.Health : Fits(rule, card) ?? card.Health,
    };

    private static IReadOnlyList<string> Devices(UnitRule unit, FoundCard card) =>
        [.. unit.Endpoints.Where(e => e < card.Endpoints.Count).SelectMany(e => card.Endpoints[e].Devices).Concat(unit.Files)];

    private static HealthNote? Fits(CardRule rule, FoundCard card) =>
        rule.Units.FirstOrDefault(u => u.Endpoints.Any(e => e >= card.Endpoints.Count)) is { } unit && card.Health.Health == CardHealth.Healthy
            ? new HealthNote(CardHealth.Unhealthy, "EndpointMissing", $"unit {unit.Name} needs endpoint {unit.Endpoints.Max()}, and the card has {card.Endpoints.Count}, counted from 0")
            : null;

    private static HealthNote? Claimed(string name, string node, Dictionary<string, string> twice, IReadOnlyDictionary<string, string> otherClaims)
    {
        if (twice.TryGetValue(name, out var places))
            return new HealthNote(CardHealth.Unknown, "NameTaken", $"two cards of host {node} claim the name {name}: {places}; name them in the agent's configuration");
        if (otherClaims.TryGetValue(name, out var host))
            return new HealthNote(CardHealth.Unknown, "NameTaken", $"hosts {node} and {host} both claim the name {name}; change the agent's configuration of one of them");
        return null;
    }
}

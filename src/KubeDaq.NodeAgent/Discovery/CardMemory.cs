using KubeDaq.Api.ReadoutCards;
using KubeDaq.NodeAgent.Discovery.Cards;
using KubeDaq.NodeAgent.State;

namespace KubeDaq.NodeAgent.Discovery;

/// <summary>Remembers what was seen since the agent started: a card, or an endpoint, that is gone is a fault and not just absent.</summary>
internal sealed class CardMemory(TimeProvider time)
{
    private readonly Dictionary<string, FoundCard> _seen = [];
    private readonly Dictionary<string, DateTimeOffset> _gone = [];

    public IReadOnlyList<FoundCard> Complete(IReadOnlyList<FoundCard> found)
    {
        var now = found.Select(WithLostEndpoint).ToList();
        foreach (var card in now)
            _gone.Remove(card.Key);
        // A card that was moved to another slot is not gone.
        foreach (var moved in _seen.Values.Where(s => now.Any(n => n.Key != s.Key && n.Facts.Serial is { } serial && serial == s.Facts.Serial)).ToList())
            _seen.Remove(moved.Key);
        var missing = _seen.Values.Where(card => now.All(n => n.Key != card.Key)).Select(Gone).ToList();
        foreach (var card in found)
        {
            if (!_seen.TryGetValue(card.Key, out var before) || before.Endpoints.Count <= card.Endpoints.Count)
                _seen[card.Key] = card;
        }

        return [.. now.Concat(missing).OrderBy(card => card.Key, StringComparer.Ordinal)];
    }

    private FoundCard WithLostEndpoint(FoundCard card)
    {
        if (!_seen.TryGetValue(card.Key, out var before) || before.Endpoints.Count <= card.Endpoints.Count)
            return card;
        var lost = before.Endpoints.First(e => card.Endpoints.All(c => c.PciAddress != e.PciAddress)).PciAddress;
        return card with { Health = new HealthNote(CardHealth.Unhealthy, "EndpointMissing", $"endpoint {lost} of the card is gone; restart the agent if its firmware was changed") };
    }

    private FoundCard Gone(FoundCard card)
    {
        if (!_gone.TryGetValue(card.Key, out var since))
            _gone[card.Key] = since = time.GetUtcNow();
        return card with { Health = new HealthNote(CardHealth.Unhealthy, "Gone", $"nothing is at PCI address {card.PciAddress} any more since {since:HH:mm} UTC") };
    }
}

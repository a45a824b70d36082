using KubeDaq.Api.Meta;

namespace KubeDaq.Api.Planning.Board;

/// <summary>The pools of a plan, one a selector, found by an index of labels.</summary>
internal sealed class SelectorPools(CardBoard board)
{
    private readonly Dictionary<string, SelectorPool> _pools = [];
    private readonly Lazy<ILookup<(string Key, string Value), CardState>> _byLabel = new(() => board.Cards
        .SelectMany(card => (card.Card.Metadata.Labels ?? new Dictionary<string, string>()).Select(label => (label.Key, label.Value, Card: card)))
        .ToLookup(entry => (entry.Key, entry.Value), entry => entry.Card));

    public SelectorPool For(LabelSelector selector)
    {
        var key = selector.Text();
        if (!_pools.TryGetValue(key, out var pool))
            _pools[key] = pool = new SelectorPool(board, selector, Candidates(selector));
        return pool;
    }

    private IEnumerable<CardState> Candidates(LabelSelector selector) => selector.MatchLabels is { Count: > 0 } labels
        ? labels.Select(label => _byLabel.Value[(label.Key, label.Value)]).MinBy(cards => cards.Count())!
        : board.Cards;
}

using KubeDaq.Api.Meta;

namespace KubeDaq.Api.Planning.Board;

/// <summary>The cards that a selector picks, so that many claims with the same selector do not look through the rack again and again.</summary>
internal sealed class SelectorPool
{
    private readonly CardBoard _board;
    private readonly LabelSelector _selector;
    private readonly List<CardState> _open;
    private readonly Dictionary<(HostSet? Hosts, string Unit), IReadOnlyList<CardState>> _eligible = [];
    private int _head;
    private int _returnsSeen;

    public SelectorPool(CardBoard board, LabelSelector selector, IEnumerable<CardState> candidates)
    {
        (_board, _selector) = (board, selector);
        Text = selector.Text();
        Matching = [.. candidates.Where(card => selector.Matches(card.Card.Metadata.Labels))];
        _open = [.. Matching.Where(card => !card.IsClosed)];
        _returnsSeen = board.Returned.Count;
    }

    /// <summary>The selector in words.</summary>
    public string Text { get; }

    /// <summary>All that match, in the order of names.</summary>
    public IReadOnlyList<CardState> Matching { get; }

    /// <summary>Whether every card here is already promised to a partition that waits.</summary>
    public bool IsPromised { get; set; }

    /// <summary>Whether the selector picks this card.</summary>
    public bool Picks(CardState card) => _selector.Matches(card.Card.Metadata.Labels);

    /// <summary>Cards that may still be open, in the order of names.</summary>
    public IEnumerable<CardState> Open()
    {
        SkipClosed();
        for (var i = _head; i < _open.Count; i++)
            yield return _open[i];
    }

    /// <summary>The cards that could serve a claim if they were free: of these hosts, and with this unit.</summary>
    public IReadOnlyList<CardState> Eligible(HostSet? hosts, string? unit)
    {
        if (hosts is null && unit is null)
            return Matching;
        if (!_eligible.TryGetValue((hosts, unit ?? ""), out var cards))
            _eligible[(hosts, unit ?? "")] = cards = [.. Matching.Where(card => card.Has(unit) && hosts?.Contains(card.Host) != false)];
        return cards;
    }

    // Within one plan cards only close, but for those that are given back.
    private void SkipClosed()
    {
        for (; _returnsSeen < _board.Returned.Count; _returnsSeen++)
            _head = Math.Min(_head, PlaceOf(_board.Returned[_returnsSeen]));
        while (_head < _open.Count && _open[_head].IsClosed)
            _head++;
    }

    private int PlaceOf(CardState card)
    {
        var (low, high) = (0, _open.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _open[middle].Order < card.Order ? (middle + 1, high) : (low, middle);
        }
        return low;
    }
}

using KubeDaq.Api.Meta;

namespace KubeDaq.Api.Planning.Board;

/// <summary>The cards that a selector picks, so that many claims with the same selector do not look through the rack again and again.</summary>
internal sealed class SelectorPool
{
    private readonly CardBoard _board;
    private readonly LabelSelector _selector;
    private readonly List<CardState> _open;
    private int _head;
    private int _returnsSeen;

    public SelectorPool(CardBoard board, LabelSelector selector, IEnumerable<CardState> candidates)
    {
        (_board, _selector) = (board, selector);
        Text = selector.Text();
        Matching = [.. candidates.Where(card => selector.Matches(card.Card.Metadata.Labels))];
        _open = [.. Matching.Where(card => !card.IsClosed)];
        _returnsSeen = board.Returns;
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

    // Within one plan cards only close, but for those that are given back.
    private void SkipClosed()
    {
        if (_returnsSeen != _board.Returns)
            (_head, _returnsSeen) = (0, _board.Returns);
        while (_head < _open.Count && _open[_head].IsClosed)
            _head++;
    }
}


using KubeDaq.Api.Validation;

namespace KubeDaq.Api.Planning.Board;

/// <summary>Sentences that name what the rack does have.</summary>
internal sealed class RackWords(CardBoard board)
{
    // Comparing names with all names of a large rack takes time: a plan does it for so many mistakes, and no more.
    private const int MaxComparisons = 50;
    private const int MaxNames = 5;

    private int _comparisons;

    public string UnknownCard(string name) => $"there is no readout card {name}{Names(name)}";

    public string NothingMatches(SelectorPool pool) =>
        board.Cards.Count == 0 ? "there is no readout card at all" : $"no readout card matches {pool.Text}; see the labels with kubectl get cards --show-labels";

    private string Names(string wanted)
    {
        if (board.Cards.Count == 0)
            return ": there is none at all";
        if (_comparisons++ >= MaxComparisons)
            return "";
        var similar = Similar.To(wanted, board.Cards.Select(card => card.Name), MaxNames);
        return similar.Count == 0 ? "; see kubectl get cards" : $"; cards: {string.Join(", ", similar)}";
    }
}

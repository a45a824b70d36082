using KubeDaq.Api.Planning.Board;

namespace KubeDaq.Api.Planning.Searching;

/// <summary>
/// Finds a card for every selector claim of a partition. Replicas that ask for several cards, which must be on one host, are tried one after
/// another and taken back when a later one finds nothing, within a budget; those that ask for one card are matched by augmenting paths.
/// </summary>
internal sealed class CardSearch(CardBoard board, Contender contender, IReadOnlyList<ReplicaNeed> needs, bool emptyRack)
{
    private const int Budget = 4000;

    private readonly CardTaking _taking = new(board, contender, emptyRack);
    private readonly ReplicaNeed[] _several = [.. needs.Where(need => need is { HasSelector: true, IsSingle: false })];
    private readonly ReplicaNeed[] _single = [.. needs.Where(need => need is { HasSelector: true, IsSingle: true })];
    private int _steps;

    /// <summary>Whether every need has got its cards; where not, as many as were found keep them.</summary>
    public bool Run()
    {
        if (Place(0))
            return true;
        foreach (var need in _several)
            TakeFirst(need);
        MatchSingles();
        return false;
    }

    /// <summary>Gives back all that was taken for selector claims.</summary>
    public void TakeBack()
    {
        foreach (var need in _several.Concat(_single))
            _taking.Return(need);
    }

    private void TakeFirst(ReplicaNeed need)
    {
        foreach (var option in HostOptions.Of(need, _taking))
        {
            if (_taking.TryTake(need, option))
                return;
        }
    }

    private bool Place(int next)
    {
        if (next == _several.Length)
            return PlaceSingles();
        foreach (var option in HostOptions.Of(_several[next], _taking))
        {
            if (_steps++ > Budget)
                return false;
            if (!_taking.TryTake(_several[next], option))
                continue;
            if (Place(next + 1))
                return true;
            _taking.Return(_several[next]);
        }
        return false;
    }

    private bool PlaceSingles()
    {
        _steps += _single.Length;
        if (MatchSingles())
            return true;
        foreach (var need in _single)
            _taking.Return(need);
        return false;
    }

    private bool MatchSingles() => new SingleMatching(_taking, _single).Run();
}

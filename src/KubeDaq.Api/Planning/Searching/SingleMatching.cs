using KubeDaq.Api.Planning.Board;

namespace KubeDaq.Api.Planning.Searching;

/// <summary>Matches replicas that ask for one card each with cards, as many as possible: a replica moves to another card to make room.</summary>
internal sealed class SingleMatching(CardTaking taking, IReadOnlyList<ReplicaNeed> needs)
{
    // Far beyond any real chain of replicas that move for each other; keeps the stack small.
    private const int MaxChain = 100;

    private readonly bool _areDifferent = needs.Any(need => !Alike(need, needs[0]));
    private readonly Dictionary<(CardState Card, string? Unit), ReplicaNeed> _holders = [];
    private readonly HashSet<(CardState Card, string? Unit)> _tried = [];

    /// <summary>Whether every replica has got a card.</summary>
    public bool Run()
    {
        var all = true;
        foreach (var need in needs)
        {
            if (need.IsComplete || Give(need, 0))
                _tried.Clear();
            else
                all = false;
        }
        return all;
    }

    private bool Give(ReplicaNeed need, int chain)
    {
        var unit = need.Claims[0].Unit;
        foreach (var card in taking.Candidates(need, 0))
        {
            if (taking.MayTake(need, card, unit))
                return Hold(need, card, unit);
        }
        return _areDifferent && chain < MaxChain && MakeRoom(need, unit, chain);
    }

    private bool MakeRoom(ReplicaNeed need, string? unit, int chain)
    {
        foreach (var ((card, heldUnit), holder) in _holders.ToArray())
        {
            if (heldUnit != unit || Alike(holder, need) || !need.Claims[0].Pool!.Picks(card) || !need.MayRunOn(card.Host) || !_tried.Add((card, unit)))
                continue;
            if (Give(holder, chain + 1) && taking.MayTake(need, card, unit))
                return Hold(need, card, unit);
        }
        return false;
    }

    // Alike replicas have the same cards to choose from: one has no use of another's place.
    private static bool Alike(ReplicaNeed left, ReplicaNeed right) =>
        left.Claims[0].Pool == right.Claims[0].Pool && left.Claims[0].Unit == right.Claims[0].Unit && left.Hosts == right.Hosts;

    private bool Hold(ReplicaNeed need, CardState card, string? unit)
    {
        if (need.Cards[0] is { } before)
        {
            _holders.Remove((before, unit));
            taking.Return(need, 0);
        }
        taking.Take(need, 0, card);
        _holders[(card, unit)] = need;
        return true;
    }
}

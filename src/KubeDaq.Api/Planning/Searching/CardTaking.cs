using KubeDaq.Api.Planning.Board;

namespace KubeDaq.Api.Planning.Searching;

/// <summary>Promises cards to the replicas of one partition and takes the promises back.</summary>
/// <param name="board">The cards.</param>
/// <param name="contender">The partition.</param>
/// <param name="emptyRack">Asks what would be possible if nobody else were there.</param>
internal sealed class CardTaking(CardBoard board, Contender contender, bool emptyRack)
{
    /// <summary>Whether the card or unit can be taken and is in a host that will do; what the partition holds it keeps wherever it is.</summary>
    public bool MayTake(ReplicaNeed need, CardState card, string? unit)
    {
        if (!card.Has(unit))
            return false;
        if (emptyRack)
            return need.MayRunOn(card.Host) && card.IsOpenInAnEmptyRack(contender, unit);
        return card.IsOpenTo(contender, unit) && (need.MayRunOn(card.Host) || card.IsLeasedBy(contender, unit));
    }

    /// <summary>Cards of one host that may be taken for a claim by selector, the ones it had first.</summary>
    public CardState[] CandidatesOn(string host, ReplicaNeed need, int claim)
    {
        var (unit, pool) = (need.Claims[claim].Unit, need.Claims[claim].Pool!);
        var own = Own(need, claim, pool);
        var others = board.OnHost(host).Where(card => pool.Picks(card) && !own.Contains(card));
        return [.. own.Where(card => card.Host == host).Concat(others).Where(card => MayTake(need, card, unit))];
    }

    /// <summary>Cards for a claim by selector, the ones it had first, then those the partition holds, then by name.</summary>
    public IEnumerable<CardState> Candidates(ReplicaNeed need, int claim)
    {
        var pool = need.Claims[claim].Pool!;
        var own = Own(need, claim, pool);
        return own.Count == 0 ? Others(pool) : own.Concat(Others(pool).Where(card => !own.Contains(card)));
    }

    /// <summary>Takes a card for one claim.</summary>
    public void Take(ReplicaNeed need, int claim, CardState card)
    {
        need.Cards[claim] = card;
        need.Promises[claim] = CardBoard.Promise(card, need.Claims[claim].Unit, contender);
    }

    /// <summary>Takes a card for each selector claim, or none.</summary>
    public bool TryTake(ReplicaNeed need, CardState?[] option)
    {
        for (var claim = 0; claim < option.Length; claim++)
        {
            if (need.Claims[claim].Pool is null)
                continue;
            if (option[claim] is not { } card || !MayTake(need, card, need.Claims[claim].Unit))
            {
                Return(need);
                return false;
            }
            Take(need, claim, card);
        }
        return true;
    }

    /// <summary>Gives back the cards of the selector claims.</summary>
    public void Return(ReplicaNeed need)
    {
        for (var claim = 0; claim < need.Cards.Length; claim++)
        {
            if (need.Claims[claim].Pool is not null)
                Return(need, claim);
        }
    }

    public void Return(ReplicaNeed need, int claim)
    {
        if (need.Cards[claim] is { } card && emptyRack)
            CardBoard.Withdraw(card, need.Promises[claim]!);
        else if (need.Cards[claim] is { } real)
            board.Return(real, need.Promises[claim]!);
        (need.Cards[claim], need.Promises[claim]) = (null, null);
    }

    /// <summary>Whether the same need was looked for in vain, and nothing was given back since.</summary>
    public bool IsHopeless(ReplicaNeed need) =>
        IsComparable(need) && board.Hopeless.TryGetValue((need.Signature, emptyRack), out var returned) && (emptyRack || returned == board.Returned.Count);

    /// <summary>Remembers that no host has what the need asks for: thousands may ask for the same.</summary>
    public void CallHopeless(ReplicaNeed need)
    {
        if (IsComparable(need))
            board.Hopeless[(need.Signature, emptyRack)] = board.Returned.Count;
    }

    // Not what a partition has, or had before, which nobody else can be given, nor what it lacks for want of a grant.
    private bool IsComparable(ReplicaNeed need) =>
        need.Host is null && contender.NotGranted.Count == 0 && (emptyRack ? contender.Promises == 0 : contender.Leased.Count == 0 && need.Given is null);

    private IEnumerable<CardState> Others(SelectorPool pool) => emptyRack ? pool.Matching : pool.Open();

    private List<CardState> Own(ReplicaNeed need, int claim, SelectorPool pool)
    {
        var own = new List<CardState>();
        if (need.Given is { } given && given.Cards.Count == need.Claims.Count && board.Find(given.Cards[claim]) is { } before && pool.Picks(before))
            own.Add(before);
        if (contender.Leased.Count == 0)
            return own;
        var pod = Partitions.PodName.Owner(need.Application.Name, need.Index);
        var unit = need.Claims[claim].Unit;
        own.AddRange(contender.Leased.Where(card => card.IsLeasedFor(contender, unit, pod) && pool.Picks(card) && !own.Contains(card)));
        return own;
    }
}

using KubeDaq.Api.Planning.Board;

namespace KubeDaq.Api.Planning.Searching;

/// <summary>Finds cards for the claims by selector, and says why where there are none.</summary>
internal sealed class SelectorClaims(PlanningBoards boards, Contender contender, Obstacles obstacles)
{
    public void Take(IReadOnlyList<ReplicaNeed> needs)
    {
        if (!needs.Any(need => need.HasSelector))
            return;
        var search = new CardSearch(boards.Cards, contender, needs, emptyRack: false);
        if (search.Run())
            return;
        var missing = needs.Where(need => need.HasSelector && !need.IsComplete).ToList();
        var impossible = ImpossibleInAnEmptyRack(needs, search);
        foreach (var need in missing)
            Explain(need, impossible.Contains(need));
    }

    /// <summary>Lets no later partition have a card that this one may be waiting for.</summary>
    public void PromiseAllThatMatch(IReadOnlyList<ReplicaNeed> needs)
    {
        foreach (var need in needs.Where(need => need.HasSelector && !need.IsComplete))
        {
            foreach (var claim in need.Claims.Where(claim => claim.Pool is { IsPromised: false }))
                PromiseAllThatMatch(need, claim);
        }
    }

    private void PromiseAllThatMatch(ReplicaNeed need, ClaimNeed claim)
    {
        foreach (var card in claim.Pool!.Eligible(need.Hosts, claim.Unit))
        {
            if (!card.IsPromisedBefore(contender, claim.Unit) && !contender.NotGranted.ContainsKey(card.Name))
                CardBoard.Promise(card, claim.Unit, contender);
        }
        claim.Pool.IsPromised |= need.Hosts is null && claim.Unit is null && contender.NotGranted.Count == 0;
    }

    private HashSet<ReplicaNeed> ImpossibleInAnEmptyRack(IReadOnlyList<ReplicaNeed> needs, CardSearch search)
    {
        var found = needs.Select(need => need.Cards.ToArray()).ToList();
        search.TakeBack();
        var ideal = new CardSearch(boards.Cards, contender, needs, emptyRack: true);
        HashSet<ReplicaNeed> impossible = ideal.Run() ? [] : [.. needs.Where(need => need.HasSelector && !need.IsComplete)];
        ideal.TakeBack();
        var taking = new CardTaking(boards.Cards, contender, emptyRack: false);
        foreach (var (need, cards) in needs.Zip(found))
        {
            if (need.HasSelector && Array.TrueForAll(cards, card => card is not null))
                taking.TryTake(need, cards);
        }
        return impossible;
    }

    private void Explain(ReplicaNeed need, bool impossible)
    {
        var claim = Enumerable.Range(0, need.Claims.Count).First(claim => need.Claims[claim].Pool is not null);
        var field = $"{need.ClaimField(claim)}.selector";
        var eligible = need.Eligible(claim);
        if (need.Claims[claim].Pool!.Matching.Count == 0)
            obstacles.Add(need, claim, ObstacleKind.UnknownCard, boards.Words.NothingMatches(need.Claims[claim].Pool!), field);
        else if (impossible)
            obstacles.Add(need, claim, ObstacleKind.NoHost, Wording.NeverEnough(need, claim), field);
        else
            obstacles.Add(need, claim, Wording.KindOf(eligible, contender, need.Claims[claim].Unit), Wording.NoneFree(need, claim, contender), field);
    }
}

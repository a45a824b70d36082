using KubeDaq.Api.Planning.Board;

namespace KubeDaq.Api.Planning.Searching;

/// <summary>Takes the cards that are claimed by name, and says why where it cannot.</summary>
internal sealed class NamedClaims(PlanningBoards boards, Contender contender, Obstacles obstacles)
{
    private readonly CardTaking _taking = new(boards.Cards, contender, emptyRack: false);

    public void Take(IReadOnlyList<ReplicaNeed> needs)
    {
        foreach (var need in needs)
        {
            for (var claim = 0; claim < need.Claims.Count; claim++)
            {
                if (need.Claims[claim].Claim.Name is { } name)
                    Take(need, claim, name);
            }
        }
    }

    private void Take(ReplicaNeed need, int claim, string name)
    {
        var unit = need.Claims[claim].Unit;
        var field = need.ClaimField(claim);
        if (boards.Cards.Find(name) is not { } card)
            obstacles.Add(need, claim, ObstacleKind.UnknownCard, boards.Words.UnknownCard(name), $"{field}.name", name);
        else if (!card.Has(unit))
            obstacles.Add(need, claim, ObstacleKind.UnknownCard, Wording.UnknownUnit(card, unit!), $"{field}.unit", name);
        else
            Take(need, claim, card);
    }

    private void Take(ReplicaNeed need, int claim, CardState card)
    {
        var unit = need.Claims[claim].Unit;
        var field = $"{need.ClaimField(claim)}.name";
        if (!card.IsOpenTo(contender, unit))
            obstacles.Add(need, claim, Wording.KindOf(card, contender, unit), Wording.WhyNot(card, contender, unit), field, card.Name);
        else if (!need.MayRunOn(card.Host) && !card.IsLeasedBy(contender, unit))
            obstacles.Add(need, claim, ObstacleKind.NoHost, Wording.HostLacks(card, boards.Hosts.Missing(card.Host, need.Application)), field, card.Name);
        else if (need.Host is { } host && host != card.Host)
            obstacles.Add(need, claim, ObstacleKind.NoHost, Wording.OtherHost(card, need), field, card.Name);
        // A card that cannot be had now is waited for too: later partitions do not get it.
        _taking.Take(need, claim, card);
    }
}

using KubeDaq.Api.Planning.Board;

namespace KubeDaq.Api.Planning.Searching;

/// <summary>The ways to give a replica all its cards on one host.</summary>
internal static class HostOptions
{
    // A host has few cards: more ways than this on one host are only the same cards in another order.
    private const int MaxPerHost = 50;

    /// <summary>The ways, host by host: the host of what it had first, then by name.</summary>
    public static IEnumerable<CardState?[]> Of(ReplicaNeed need, CardTaking taking)
    {
        return taking.IsHopeless(need) ? [] : Search(need, taking);
    }

    private static IEnumerable<CardState?[]> Search(ReplicaNeed need, CardTaking taking)
    {
        var found = false;
        var first = Enumerable.Range(0, need.Claims.Count).First(claim => need.Claims[claim].Pool is not null);
        var named = need.Host;
        var hosts = named is not null ? [named] : taking.Candidates(need, first).Select(card => card.Host).Distinct();
        foreach (var option in hosts.SelectMany(host => OnHost(need, taking, host).Take(MaxPerHost)))
        {
            found = true;
            yield return option;
        }
        if (!found)
            taking.CallHopeless(need);
    }

    private static IEnumerable<CardState?[]> OnHost(ReplicaNeed need, CardTaking taking, string host)
    {
        var choices = new CardState[need.Claims.Count][];
        for (var claim = 0; claim < choices.Length; claim++)
            choices[claim] = need.Claims[claim].Pool is null ? [] : taking.CandidatesOn(host, need, claim);
        return Choose(need, choices, new CardState?[choices.Length], 0);
    }

    private static IEnumerable<CardState?[]> Choose(ReplicaNeed need, CardState[][] choices, CardState?[] chosen, int claim)
    {
        if (claim == choices.Length)
            return [[.. chosen]];
        return need.Claims[claim].Pool is null ? Choose(need, choices, chosen, claim + 1) : Each();

        IEnumerable<CardState?[]> Each()
        {
            foreach (var card in choices[claim].Where(card => !Clashes(need, chosen, claim, card)))
            {
                chosen[claim] = card;
                foreach (var rest in Choose(need, choices, chosen, claim + 1))
                    yield return rest;
                chosen[claim] = null;
            }
        }
    }

    private static bool Clashes(ReplicaNeed need, CardState?[] chosen, int claim, CardState card)
    {
        var unit = need.Claims[claim].Unit;
        return Enumerable.Range(0, claim).Any(other =>
            chosen[other] == card && (unit is null || need.Claims[other].Unit is null || need.Claims[other].Unit == unit));
    }
}

using System.Globalization;
using KubeDaq.Api.Planning.Searching;
using KubeDaq.Api.ReadoutCards;

namespace KubeDaq.Api.Planning.Board;

/// <summary>Says in a sentence for a shifter why a card cannot be had.</summary>
internal static class Wording
{
    private const int MaxNamed = 3;

    public static ObstacleKind KindOf(CardState card, Contender contender, string? unit)
    {
        if (contender.NotGranted.ContainsKey(card.Name))
            return ObstacleKind.CardNotGranted;
        if (card.IsUnavailable)
            return ObstacleKind.CardUnavailable;
        return card.Blocker(contender, unit)?.Kind switch
        {
            OccupationKind.Held => ObstacleKind.CardHeld,
            OccupationKind.Used => ObstacleKind.CardUsed,
            _ => ObstacleKind.CardAwaited,
        };
    }

    /// <summary>The kind for several cards of which none is free: a hold, if there is one, is what ends first.</summary>
    public static ObstacleKind KindOf(IEnumerable<CardState> cards, Contender contender, string? unit) =>
        First(cards, contender).Select(card => KindOf(card, contender, unit)).DefaultIfEmpty(ObstacleKind.CardHeld).Min();

    public static string WhyNot(CardState card, Contender contender, string? unit)
    {
        var name = unit is null ? $"card {card.Name}" : $"unit {unit} of card {card.Name}";
        if (contender.NotGranted.TryGetValue(card.Name, out var why))
            return why;
        if (card.Card.Spec.Maintenance)
            return $"{name} is in maintenance";
        if (card.Card.Status?.Health == CardHealth.Unhealthy)
            return $"{name} is not healthy{Because(card)}";
        if (card.Card.Status?.Health == CardHealth.Unknown)
            return $"{name} may not be well: nothing is heard of it{Because(card)}";
        return card.Blocker(contender, unit) switch
        {
            { Kind: OccupationKind.Held, Lease: { } lease } held => $"{Part(card, held, name)} is held by {Holder(lease)}",
            { Kind: OccupationKind.Used } used => $"{Part(card, used, name)} is used by pod {used.Pod}, which belongs to no partition",
            { Owner: { } owner } promise => $"{Part(card, promise, name)} goes to {owner.Name} first",
            _ => $"{name} is not free",
        };
    }

    public static string UnknownUnit(CardState card, string unit) => card.Card.Spec.Units.Count == 0
        ? $"card {card.Name} is not split: it has no unit {unit}"
        : $"card {card.Name} has no unit {unit}; units: {string.Join(", ", card.Card.Spec.Units)}";

    public static string HostLacks(CardState card, IReadOnlyList<string> missing) =>
        $"card {card.Name} is in host {card.Host}, which has no {string.Join(" and no ", missing)}";

    public static string OtherHost(CardState card, ReplicaNeed need)
    {
        var other = need.Cards.First(found => found is not null)!;
        return $"card {other.Name} is in host {other.Host} and card {card.Name} in host {card.Host}: one pod cannot have both";
    }

    public static string NeverEnough(ReplicaNeed need, int claim) =>
        $"{need.Application.Name} asks for {Wanted(need, claim)} on one host{Requirements(need)}: " +
        $"even with every card free, the {need.Eligible(claim).Count} that match do not give that to each of its {need.Application.Replicas} replicas";

    public static string NoneFree(ReplicaNeed need, int claim, Contender contender)
    {
        var unit = need.Claims[claim].Unit;
        var cards = need.Eligible(claim);
        var reasons = First(cards, contender).Where(card => !card.IsOpenTo(contender, unit)).Select(card => WhyNot(card, contender, unit)).ToList();
        var more = cards.Count > MaxNamed ? $"; and {cards.Count - MaxNamed} more" : "";
        return $"not enough cards are free of those that match {need.Claims[claim].Pool!.Text}{(reasons.Count > 0 ? ": " : "")}{string.Join("; ", reasons)}{more}";
    }

    // What is not granted comes last: who else has a card is what can change by itself.
    private static IEnumerable<CardState> First(IEnumerable<CardState> cards, Contender contender) =>
        (contender.NotGranted.Count == 0 ? cards : cards.OrderBy(card => contender.NotGranted.ContainsKey(card.Name))).Take(MaxNamed);

    private static string Wanted(ReplicaNeed need, int claim) =>
        need.IsSingle ? $"a card that matches {need.Claims[claim].Pool!.Text}" : $"{need.Claims.Count} cards";

    public static string Requirements(ReplicaNeed need)
    {
        var wanted = need.Application.DataNetworks.Select(network => $"data network {network}")
            .Concat(need.Application.Cvmfs.Select(repository => $"CVMFS repository {repository}")).ToList();
        return wanted.Count == 0 ? "" : $" with {string.Join(" and ", wanted)}";
    }

    private static string Part(CardState card, Occupation occupation, string name) =>
        occupation.Unit is null ? $"card {card.Name}" : name.StartsWith("unit", StringComparison.Ordinal) ? name : $"unit {occupation.Unit} of card {card.Name}";

    private static string Holder(CardLease lease)
    {
        var since = lease.Since.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return $"{lease.Namespace}/{lease.Partition} since {since} UTC{(lease.RequestedBy is { Length: > 0 } person ? $", requested by {person}" : "")}";
    }

    private static string Because(CardState card)
    {
        var message = card.Card.Status?.Conditions.FirstOrDefault(condition => condition.Type == "Healthy")?.Message;
        return string.IsNullOrEmpty(message) ? "" : $": {message}";
    }
}

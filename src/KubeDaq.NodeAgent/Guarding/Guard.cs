using KubeDaq.Api.ReadoutCards;
using KubeDaq.NodeAgent.Offering;

namespace KubeDaq.NodeAgent.Guarding;

/// <summary>Decides whether a part of a card may be handed over: the last of the layers that keep it exclusive.</summary>
internal static class Guard
{
    /// <summary>The reason not to; null when it may be handed over to every pod that can be meant.</summary>
    public static Refusal? Judge(GuardQuestion question) =>
        OfTheCard(question)
        ?? (question.Requesters.Count == 0 ? new Refusal(Refusal.Unasked, $"no pod of this host asks for {question.Part}") : null)
        ?? question.Requesters.Select(requester => OfThePod(question, requester)).FirstOrDefault(refusal => refusal is not null);

    private static Refusal? OfTheCard(GuardQuestion question) => question switch
    {
        { Card: null } => new(Refusal.NotOffered, $"{question.Part} is not on this host"),
        { Card.Withheld: { } withheld } => new(withheld.Reason, withheld.Message),
        { Card.IsOfferable: false } => new(Refusal.Unhealthy, $"card {question.Part.Card} is not healthy: {question.Card.Health.Message}"),
        { Record: null } => new(Refusal.NotKnown, $"who holds card {question.Part.Card} is not known: its ReadoutCard could not be read"),
        { Record.Spec.Maintenance: true } => new(Refusal.Maintenance, $"card {question.Part.Card} is in maintenance"),
        _ => null,
    };

    private static Refusal? OfThePod(GuardQuestion question, Requester requester) => OfLeases(question, requester) ?? OfGrants(question, requester);

    private static Refusal? OfLeases(GuardQuestion question, Requester requester)
    {
        var holds = Holds(question.Record!.Status, question.Part).ToList();
        if (holds.Find(hold => !IsOf(hold.Lease, requester)) is { Lease: var other })
            return new(Refusal.Leased, $"{question.Part} is held by partition {other.Namespace}/{other.Partition}, and {requester} asks for it");
        if (holds.Find(hold => !requester.IsMadeUnder(hold.Part, hold.Lease.Number)) is { } anew)
            return new(Refusal.HeldAnew, $"{question.Part} is held anew, by lease {anew.Part}={anew.Lease.Number}, and {requester}, made under {requester.Leases}, asks for it");
        return holds.Count == 0 && requester.Partition is not null
            ? new(Refusal.NotLeased, $"{question.Part} is held by no partition, and {requester} asks for it")
            : null;
    }

    private static bool IsOf(CardLease lease, Requester requester) =>
        lease.Namespace == requester.Pod.Namespace && lease.Partition == requester.Partition;

    private static IEnumerable<Hold> Holds(ReadoutCardStatus? status, CardPart part)
    {
        if (status?.Lease is { } whole)
            yield return new(part.Card, whole);
        foreach (var unit in status?.UnitLeases ?? [])
        {
            if (part.Overlaps(new(part.Card, unit.Unit)))
                yield return new($"{part.Card}/{unit.Unit}", unit.Lease);
        }
    }

    private static Refusal? OfGrants(GuardQuestion question, Requester requester)
    {
        foreach (var grant in question.Grants.Where(grant => grant.Part.Overlaps(question.Part)))
        {
            if (!grant.Pods.Contains(requester.Pod) || grant.Claim != question.Claim)
                return new(Refusal.InUse, $"pod {string.Join(" or ", grant.Pods)} still has {grant.Part}, and {requester} asks for {question.Part}");
        }
        return null;
    }

    private sealed record Hold(string Part, CardLease Lease);
}

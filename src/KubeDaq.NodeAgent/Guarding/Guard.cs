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
        var leases = Leases(question.Record!.Status, question.Part).ToList();
        if (leases.FirstOrDefault(lease => !IsOf(lease, requester)) is { } other)
            return new(Refusal.Leased, $"{question.Part} is held by partition {other.Namespace}/{other.Partition}, and {requester} asks for it");
        return leases.Count == 0 && requester.Partition is not null
            ? new(Refusal.NotLeased, $"{question.Part} is held by no partition, and {requester} asks for it")
            : null;
    }

    private static bool IsOf(CardLease lease, Requester requester) =>
        lease.Namespace == requester.Pod.Namespace && lease.Partition == requester.Partition;

    private static IEnumerable<CardLease> Leases(ReadoutCardStatus? status, CardPart part)
    {
        if (status?.Lease is { } whole)
            yield return whole;
        foreach (var unit in status?.UnitLeases ?? [])
        {
            if (part.Overlaps(new(part.Card, unit.Unit)))
                yield return unit.Lease;
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
}

using KubeDaq.Api.Partitions;
using KubeDaq.Api.Planning.Board;
using KubeDaq.Api.Planning.Ports;
using KubeDaq.Api.Planning.Searching;
using KubeDaq.Api.Validation;

namespace KubeDaq.Api.Planning;

/// <summary>Decides for one partition, after all that come before it.</summary>
internal sealed class PartitionDeciding(PlanningBoards boards, Contender contender)
{
    private readonly Obstacles _obstacles = new();

    public PartitionPlan Decide()
    {
        if (PartitionValidation.Validate(contender.Partition) is { Count: > 0 } errors)
            return new PartitionPlan { Verdict = Verdict.Fail, Obstacles = [.. errors.Select(Invalid)] };
        var needs = ReplicaNeeds.Of(contender, boards.Pools, boards.Hosts);
        new NamedClaims(boards, contender, _obstacles).Take(needs);
        var selectors = new SelectorClaims(boards, contender, _obstacles);
        selectors.Take(needs);
        CheckHosts(needs);
        var ports = new PortClaims(boards.Ports, contender, _obstacles);
        var replicas = _obstacles.Any ? [] : needs.Select(need => Replica(need, ports)).ToList();
        if (!_obstacles.Any)
            return new PartitionPlan { Verdict = Verdict.Hold, Replicas = replicas };
        ports.TakeBack();
        return Refuse(needs, selectors);
    }

    private PartitionPlan Refuse(IReadOnlyList<ReplicaNeed> needs, SelectorClaims selectors)
    {
        var waits = !_obstacles.AreFinal && contender.Partition.Spec.WhenBusy == WhenBusy.Wait;
        // Nobody must be able to keep others from cards by asking for one that he may not use.
        var keeps = waits && !_obstacles.LackGrants;
        if (keeps)
            selectors.PromiseAllThatMatch(needs);
        foreach (var need in needs)
            KeepPromises(need, keeps);
        return new PartitionPlan { Verdict = waits ? Verdict.Wait : Verdict.Fail, Obstacles = _obstacles.All() };
    }

    // One promise a card is enough, and keeps it cheap that thousands wait for the same card.
    private void KeepPromises(ReplicaNeed need, bool keeps)
    {
        for (var claim = 0; claim < need.Cards.Length; claim++)
        {
            if (need.Cards[claim] is { } card && (!keeps || card.IsPromisedBefore(contender, need.Claims[claim].Unit)))
                boards.Cards.Return(card, need.Promises[claim]!);
        }
    }

    private void CheckHosts(IReadOnlyList<ReplicaNeed> needs)
    {
        foreach (var need in needs.Where(need => need is { Claims.Count: 0, Hosts.Names.Count: 0 }))
            _obstacles.Add(need, 0, ObstacleKind.NoHost, $"no host has all that {need.Application.Name} asks for{Wording.Requirements(need)}", $"spec.applications[{need.ApplicationIndex}]");
    }

    private ReplicaPlan Replica(ReplicaNeed need, PortClaims ports)
    {
        var hosts = need.Host is { } host ? [host] : need.Hosts?.Names;
        return new ReplicaPlan
        {
            Application = need.Application.Name,
            Index = need.Index,
            Pod = PodName.Of(contender.Name.Name, need.Application.Name, need.Index),
            Cards = [.. need.Cards.Select((card, claim) => Hold(card!, need.Claims[claim].Unit))],
            Hosts = hosts,
            Ports = ports.Take(need),
        };
    }

    private static CardHold Hold(CardState card, string? unit)
    {
        var spec = card.Card.Spec;
        var number = unit is null || spec.Units.Count != spec.Devices.Count ? -1 : spec.Units.ToList().IndexOf(unit);
        return new CardHold(card.Name, unit, card.Host, number < 0 ? spec.Devices : [spec.Devices[number]]);
    }

    private static Obstacle Invalid(FieldError error) => new(ObstacleKind.Invalid, $"{error.Problem}; {error.Advice}") { Field = error.Field };
}

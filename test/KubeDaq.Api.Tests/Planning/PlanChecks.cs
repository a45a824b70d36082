using KubeDaq.Api.Partitions;
using KubeDaq.Api.Planning;
using KubeDaq.Api.Planning.Board;

namespace KubeDaq.Api.Tests.Planning;

/// <summary>What must be true of every plan, worked out from the rack alone and not by the planner's own means.</summary>
internal static class PlanChecks
{
    public static void Check(Rack rack, Plan plan)
    {
        foreach (var partition in rack.Partitions)
            CheckAllOrNothing(partition, plan.For(partition.Metadata.Name!));
        CheckCards(rack, plan);
        CheckPorts(rack, plan);
        CheckOrder(rack, plan);
    }

    /// <summary>The plan in words, to compare two.</summary>
    public static string Text(Plan plan) => string.Join('\n', plan.Partitions.OrderBy(entry => entry.Key).Select(entry =>
        $"{entry.Key} {entry.Value.Verdict} {string.Join(' ', entry.Value.Replicas.Select(Text))} {string.Join(' ', entry.Value.Obstacles.Select(o => o.ToString()))}"));

    public static string Text(ReplicaPlan replica) =>
        $"{replica.Pod} on {string.Join(',', replica.Hosts ?? ["any"])} cards {string.Join(',', replica.Cards.Select(c => $"{c.Card}/{c.Unit}"))} ports {string.Join(',', replica.Ports)}";

    private static void CheckAllOrNothing(Partition partition, PartitionPlan plan)
    {
        if (plan.Verdict != Verdict.Hold)
        {
            Assert.Empty(plan.Replicas);
            Assert.Equal(plan.Verdict == Verdict.Idle, plan.Obstacles.Count == 0);
            return;
        }
        Assert.Empty(plan.Obstacles);
        Assert.Equal(partition.Spec.Applications.Sum(application => application.Replicas), plan.Replicas.Count);
        foreach (var replica in plan.Replicas)
        {
            var application = partition.Spec.Applications.Single(application => application.Name == replica.Application);
            Assert.Equal(application.Cards.Count, replica.Cards.Count);
            Assert.Equal(application.Ports.Count, replica.Ports.Count);
            Assert.True(replica.Cards.Select(hold => hold.Host).Distinct().Count() <= 1);
            Assert.All(application.Cards.Zip(replica.Cards), pair => Assert.True(pair.First.Name is null || pair.First.Name == pair.Second.Card));
        }
    }

    private static void CheckCards(Rack rack, Plan plan)
    {
        foreach (var card in rack.Cards)
        {
            var given = plan.Partitions.SelectMany(entry => entry.Value.Replicas).SelectMany(replica => replica.Cards).Where(hold => hold.Card == card.Metadata.Name).ToList();
            Assert.True(given.Count <= 1 || (given.All(hold => hold.Unit is not null) && given.DistinctBy(hold => hold.Unit).Count() == given.Count));
            foreach (var (partition, hold) in Given(rack, plan).Where(entry => entry.Hold.Card == card.Metadata.Name))
                CheckAgainstOthers(rack, partition, hold);
        }
    }

    private static void CheckAgainstOthers(Rack rack, Partition partition, CardHold hold)
    {
        var card = rack.Cards.Single(card => card.Metadata.Name == hold.Card);
        var leases = (card.Status?.UnitLeases ?? []).Select(unit => ((string?)unit.Unit, unit.Lease)).ToList();
        if (card.Status?.Lease is { } whole)
            leases.Add((null, whole));
        var own = leases.Exists(lease => lease.Lease.Uid == partition.Metadata.Uid && (lease.Item1 is null || lease.Item1 == hold.Unit));
        Assert.DoesNotContain(leases, lease => lease.Lease.Uid != partition.Metadata.Uid && (lease.Item1 is null || hold.Unit is null || lease.Item1 == hold.Unit));
        Assert.True(own || !card.Spec.Maintenance);
        Assert.True(own || !rack.Pods.Any(pod => pod.Resources.Contains(ApiGroup.ResourceName(hold.Card))));
    }

    private static void CheckPorts(Rack rack, Plan plan)
    {
        var given = plan.Partitions.SelectMany(entry => entry.Value.Replicas)
            .SelectMany(replica => replica.Ports.Values.Select(port => (Host: replica.Hosts is [var host] ? host : null, port))).ToList();
        Assert.All(given, port => Assert.InRange(port.port, rack.Ports.Min, rack.Ports.Max));
        foreach (var clash in given.GroupBy(port => port.port).Where(group => group.Count() > 1))
        {
            Assert.DoesNotContain(clash, port => port.Host is null);
            Assert.Equal(clash.Count(), clash.Select(port => port.Host).Distinct().Count());
        }
    }

    // A card that an earlier partition names and waits for goes to no later one that does not have it already.
    private static void CheckOrder(Rack rack, Plan plan)
    {
        var line = rack.Partitions.Select(partition => new Contender(partition)).ToList();
        line.Sort(Contender.CompareOrder);
        for (var i = 0; i < line.Count; i++)
        {
            if (plan.Partitions[line[i].Name].Verdict != Verdict.Wait)
                continue;
            var wanted = line[i].Partition.Spec.Applications.SelectMany(application => application.Cards).Where(claim => claim.Name is not null).ToList();
            var taken = line.Skip(i + 1).SelectMany(later => plan.Partitions[later.Name].Replicas.SelectMany(replica => replica.Cards).Select(hold => (later, hold)));
            Assert.DoesNotContain(taken, entry => wanted.Exists(claim => claim.Name == entry.hold.Card && (claim.Unit is null || entry.hold.Unit is null || claim.Unit == entry.hold.Unit))
                && !IsHeldBy(rack, entry.later, entry.hold));
        }
    }

    private static bool IsHeldBy(Rack rack, Contender contender, CardHold hold)
    {
        var status = rack.Cards.Single(card => card.Metadata.Name == hold.Card).Status;
        return status?.Lease?.Uid == contender.Uid || status?.UnitLeases.Any(unit => unit.Unit == hold.Unit && unit.Lease.Uid == contender.Uid) == true;
    }

    private static IEnumerable<(Partition Partition, CardHold Hold)> Given(Rack rack, Plan plan) =>
        rack.Partitions.SelectMany(partition => plan.For(partition.Metadata.Name!).Replicas.SelectMany(replica => replica.Cards).Select(hold => (partition, hold)));
}

using KubeDaq.Api.Meta;
using KubeDaq.Api.Partitions;
using KubeDaq.Api.Planning;

namespace KubeDaq.Operator.Tests.Clusters;

/// <summary>A planner that knows only cards by name: who holds keeps, the oldest name comes first. It tests the controllers apart from the real one.</summary>
internal static class FakePlanner
{
    public static Plan Make(Rack rack)
    {
        var holder = rack.Cards.Where(c => c.Status?.Lease is not null).ToDictionary(c => c.Metadata.Name!, c => c.Status!.Lease!.Uid);
        var plans = new Dictionary<ObjectName, PartitionPlan>();
        foreach (var partition in rack.Partitions.OrderBy(p => p.Metadata.Name, StringComparer.Ordinal))
        {
            var name = new ObjectName(partition.Metadata.Namespace!, partition.Metadata.Name!);
            plans[name] = partition.Spec.State == DesiredState.Stopped || partition.Metadata.DeletionTimestamp is not null
                ? new PartitionPlan { Verdict = Verdict.Idle }
                : Decide(rack, partition, holder);
        }

        return new Plan(plans);
    }

    private static PartitionPlan Decide(Rack rack, Partition partition, Dictionary<string, string> holder)
    {
        var wanted = partition.Spec.Applications.SelectMany(a => a.Cards).Select(c => c.Name!).ToList();
        var obstacles = wanted
            .Where(c => holder.TryGetValue(c, out var uid) && uid != partition.Metadata.Uid)
            .Select(c => new Obstacle(ObstacleKind.CardHeld, $"waiting for card {c}") { Card = c })
            .ToList();
        if (obstacles.Count > 0)
            return new PartitionPlan { Verdict = partition.Spec.WhenBusy == WhenBusy.Fail ? Verdict.Fail : Verdict.Wait, Obstacles = obstacles };
        foreach (var card in wanted)
            holder[card] = partition.Metadata.Uid!;
        return new PartitionPlan { Verdict = Verdict.Hold, Replicas = [.. partition.Spec.Applications.SelectMany(a => Replicas(rack, partition, a))] };
    }

    private static IEnumerable<ReplicaPlan> Replicas(Rack rack, Partition partition, Application application)
    {
        var cards = application.Cards
            .Select(claim => rack.Cards.First(c => c.Metadata.Name == claim.Name))
            .Select(c => new CardHold(c.Metadata.Name!, null, c.Spec.Host, c.Spec.Devices))
            .ToList();
        for (var i = 0; i < application.Replicas; i++)
        {
            yield return new ReplicaPlan
            {
                Application = application.Name,
                Index = i,
                Pod = $"{partition.Metadata.Name}-{application.Name}-{i}",
                Cards = cards,
                Hosts = cards.Count > 0 ? [cards[0].Host] : null,
                Ports = application.Ports.Select((p, n) => (p.Name, Port: 30000 + n + i)).ToDictionary(p => p.Name, p => p.Port),
            };
        }
    }
}

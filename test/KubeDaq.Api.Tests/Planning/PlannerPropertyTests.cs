using CsCheck;
using KubeDaq.Api.Partitions;
using KubeDaq.Api.Planning;

namespace KubeDaq.Api.Tests.Planning;

public sealed class PlannerPropertyTests
{
    private static readonly Gen<(int, int, int)[]> _history = Gen.Select(Gen.Int[0, 5], Gen.Int[0, 11], Gen.Int[0, 500]).Array[1, 25];

    [Fact]
    public void Every_plan_is_all_or_nothing_and_gives_nothing_twice() => _history.Sample(history =>
    {
        var world = new RackWorld();
        foreach (var step in history)
        {
            world.Do(step);
            var plan = Planner.Make(world.Rack);
            PlanChecks.Check(world.Rack, plan);
            world.Apply(plan);
        }
    }, iter: 150);

    [Fact]
    public void Planning_again_after_the_plan_is_applied_changes_nothing() => _history.Sample(history =>
    {
        var world = World(history);
        var held = Held(Planner.Make(world.Rack));
        Assert.Equal(held, Held(Planner.Make(world.Rack)));
        world.Apply(Planner.Make(world.Rack));
        Assert.Equal(held, Held(Planner.Make(world.Rack)));
    }, iter: 150);

    [Fact]
    public void A_holder_keeps_its_cards_hosts_and_ports_whatever_others_do() => _history.Sample(history =>
    {
        var world = new RackWorld();
        foreach (var step in history)
        {
            var before = Planner.Make(world.Rack);
            world.Apply(before);
            world.Do(step);
            var changed = $"p{step.Item2 % 6}";
            foreach (var partition in world.Rack.Partitions.Where(partition => partition.Metadata.Name != changed))
            {
                if (before.For(partition.Metadata.Name!).Verdict == Verdict.Hold)
                    Assert.Equal(Held(before, partition), Held(Planner.Make(world.Rack), partition));
            }
        }
    }, iter: 150);

    [Fact]
    public void The_order_of_the_input_does_not_matter() => Gen.Select(_history, Gen.Int).Sample((history, seed) =>
    {
        var rack = World(history).Rack;
        var random = new Random(seed);
        var shuffled = rack with
        {
            Partitions = [.. rack.Partitions.OrderBy(_ => random.Next())],
            Cards = [.. rack.Cards.OrderBy(_ => random.Next())],
            Hosts = [.. rack.Hosts.OrderBy(_ => random.Next())],
            Pods = [.. rack.Pods.OrderBy(_ => random.Next())],
        };
        Assert.Equal(PlanChecks.Text(Planner.Make(rack)), PlanChecks.Text(Planner.Make(shuffled)));
    }, iter: 150);

    [Fact]
    public void The_first_in_line_holds_once_those_before_it_have_left_however_many_come_later() => Gen.Select(_history, _history).Sample((history, later) =>
    {
        var world = World([.. history.Where(step => step.Item1 < 4)]);
        if (FirstWaiting(world) is not { } first)
            return;
        foreach (var step in later.Where(step => step.Item1 < 3))
        {
            if ($"p{step.Item2 % 6}" != first)
                world.Do((step.Item1, step.Item2, step.Item3 * 7 + 1));
            world.Apply(Planner.Make(world.Rack));
        }
        foreach (var holder in world.Rack.Partitions.Where(p => p.Metadata.Name != first && p.Spec.State == DesiredState.Running && IsBefore(world, p, first)).ToList())
        {
            world.Do((3, holder.Metadata.Name![1] - '0', 0));
            world.Apply(Planner.Make(world.Rack));
        }
        Assert.Equal(Verdict.Hold, Planner.Make(world.Rack).For(first).Verdict);
    }, iter: 150);

    private static RackWorld World((int, int, int)[] history)
    {
        var world = new RackWorld();
        foreach (var step in history)
        {
            world.Do(step);
            world.Apply(Planner.Make(world.Rack));
        }
        return world;
    }

    private static string? FirstWaiting(RackWorld world) => Planner.Make(world.Rack).Partitions
        .Where(entry => entry.Value.Verdict == Verdict.Wait && entry.Value.Obstacles.All(o => o.Kind is ObstacleKind.CardHeld or ObstacleKind.CardAwaited))
        .Select(entry => entry.Key.Name).Order().FirstOrDefault();

    // A partition is in the way if it is earlier in line, or holds something now.
    private static bool IsBefore(RackWorld world, Partition partition, string first)
    {
        var plan = Planner.Make(world.Rack);
        return plan.For(partition.Metadata.Name!).Verdict is Verdict.Hold or Verdict.Wait && partition.Metadata.Name != first;
    }

    private static string Held(Plan plan) => string.Join('\n', plan.Partitions.OrderBy(entry => entry.Key)
        .SelectMany(entry => entry.Value.Replicas.Select(replica => $"{entry.Key} {PlanChecks.Text(replica)}")));

    private static IEnumerable<string> Held(Plan plan, Partition partition) => plan.For(partition.Metadata.Name!).Replicas.Select(PlanChecks.Text);
}

using KubeDaq.Api.Meta;
using KubeDaq.Api.Partitions;
using KubeDaq.Api.Planning;
using static KubeDaq.Api.Tests.Planning.Racks;

namespace KubeDaq.Api.Tests.Planning;

public sealed class PlannerTests
{
    private static readonly Partition _coldbox = Partition("coldbox", 0, App("readout", Named("apa001")));
    private static readonly Partition _vd = Partition("vd", 1, App("readout", Named("apa001")));

    [Fact]
    public void A_free_card_is_held_with_its_host_and_devices()
    {
        var plan = Planner.Make(new Rack { Partitions = [_coldbox], Cards = [Card("apa001", "daq2")] }).For("coldbox");
        Assert.Equal(Verdict.Hold, plan.Verdict);
        var replica = Assert.Single(plan.Replicas);
        Assert.Equal("coldbox-readout-0", replica.Pod);
        Assert.Equal(["daq2"], replica.Hosts);
        var hold = Assert.Single(replica.Cards);
        Assert.Equal(("apa001", null, "daq2"), (hold.Card, hold.Unit, hold.Host));
        Assert.Equal(["/dev/apa001"], hold.Devices);
    }

    [Fact]
    public void A_held_card_is_waited_for_and_the_holder_is_named()
    {
        var plan = Planner.Make(new Rack { Partitions = [_vd, _coldbox], Cards = [Card("apa001", "daq2").HeldBy(_coldbox)] });
        Assert.Equal(Verdict.Hold, plan.For("coldbox").Verdict);
        var obstacle = Assert.Single(plan.For("vd").Obstacles);
        Assert.Equal(Verdict.Wait, plan.For("vd").Verdict);
        Assert.Equal(ObstacleKind.CardHeld, obstacle.Kind);
        Assert.Equal("card apa001 is held by np04/coldbox since 2026-11-24 14:02 UTC, requested by gcrone", obstacle.Message);
        Assert.Equal("spec.applications[0].cards[0].name", obstacle.Field);
    }

    [Fact]
    public void A_younger_holder_keeps_its_card_from_an_older_partition()
    {
        var plan = Planner.Make(new Rack { Partitions = [_coldbox, _vd], Cards = [Card("apa001", "daq2").HeldBy(_vd)] });
        Assert.Equal(Verdict.Wait, plan.For("coldbox").Verdict);
        Assert.Equal(Verdict.Hold, plan.For("vd").Verdict);
    }

    [Fact]
    public void A_stopped_partition_that_has_not_let_go_blocks_its_card()
    {
        var stopped = _coldbox with { Spec = _coldbox.Spec with { State = DesiredState.Stopped } };
        var plan = Planner.Make(new Rack { Partitions = [stopped, _vd], Cards = [Card("apa001", "daq2").HeldBy(_coldbox)] });
        Assert.Equal(Verdict.Idle, plan.For("coldbox").Verdict);
        Assert.Equal(ObstacleKind.CardHeld, Assert.Single(plan.For("vd").Obstacles).Kind);
    }

    [Fact]
    public void A_free_card_that_an_older_partition_waits_for_is_not_given_to_a_younger_one()
    {
        var holder = Partition("holder", 5, App("readout", Named("apa002")));
        var both = Partition("both", 0, App("readout", Named("apa001")), App("other", Named("apa002")));
        var plan = Planner.Make(new Rack { Partitions = [holder, both, _vd], Cards = [Card("apa001", "daq2"), Card("apa002", "daq2").HeldBy(holder)] });
        Assert.Equal(Verdict.Wait, plan.For("both").Verdict);
        var obstacle = Assert.Single(plan.For("vd").Obstacles);
        Assert.Equal((ObstacleKind.CardAwaited, "card apa001 goes to np04/both first"), (obstacle.Kind, obstacle.Message));
    }

    [Fact]
    public void Priority_comes_before_age()
    {
        var urgent = _vd with { Spec = _vd.Spec with { Priority = 1 } };
        var plan = Planner.Make(new Rack { Partitions = [_coldbox, urgent], Cards = [Card("apa001", "daq2")] });
        Assert.Equal((Verdict.Wait, Verdict.Hold), (plan.For("coldbox").Verdict, plan.For("vd").Verdict));
    }

    [Fact]
    public void A_partition_that_does_not_wait_fails()
    {
        var impatient = _vd with { Spec = _vd.Spec with { WhenBusy = WhenBusy.Fail } };
        var plan = Planner.Make(new Rack { Partitions = [_coldbox, impatient], Cards = [Card("apa001", "daq2").HeldBy(_coldbox)] });
        Assert.Equal(Verdict.Fail, plan.For("vd").Verdict);
    }

    [Fact]
    public void A_card_that_does_not_exist_is_a_failure_that_names_similar_ones()
    {
        var plan = Planner.Make(new Rack { Partitions = [_coldbox], Cards = [Card("apa002", "daq2"), Card("apa011", "daq2"), Card("crp7", "daq2")] }).For("coldbox");
        Assert.Equal(Verdict.Fail, plan.Verdict);
        Assert.Equal("there is no readout card apa001; cards: apa002, apa011", Assert.Single(plan.Obstacles).Message);
    }

    [Fact]
    public void A_pod_that_a_user_brought_is_an_obstacle_until_it_has_finished()
    {
        var pod = new RackPod { Name = new ObjectName("np04", "test"), Resources = ["dune.daq/flxcard-apa001"] };
        var rack = new Rack { Partitions = [_coldbox], Cards = [Card("apa001", "daq2")], Pods = [pod] };
        var obstacle = Assert.Single(Planner.Make(rack).For("coldbox").Obstacles);
        Assert.Equal((ObstacleKind.CardUsed, "card apa001 is used by pod np04/test, which belongs to no partition"), (obstacle.Kind, obstacle.Message));
        Assert.Equal(Verdict.Hold, Planner.Make(rack with { Pods = [pod with { Finished = true }] }).For("coldbox").Verdict);
    }

    [Fact]
    public void A_card_in_maintenance_is_not_given_but_its_holder_keeps_it()
    {
        var card = Card("apa001", "daq2");
        card = card with { Spec = card.Spec with { Maintenance = true } };
        Assert.Equal(ObstacleKind.CardUnavailable, Assert.Single(Planner.Make(new Rack { Partitions = [_coldbox], Cards = [card] }).For("coldbox").Obstacles).Kind);
        Assert.Equal(Verdict.Hold, Planner.Make(new Rack { Partitions = [_coldbox], Cards = [card.HeldBy(_coldbox)] }).For("coldbox").Verdict);
    }

    [Fact]
    public void A_partition_that_is_not_valid_fails_with_the_field()
    {
        var obstacle = Assert.Single(Planner.Make(new Rack { Partitions = [Partition("empty", 0)] }).For("empty").Obstacles);
        Assert.Equal((ObstacleKind.Invalid, "spec.applications"), (obstacle.Kind, obstacle.Field));
    }
}

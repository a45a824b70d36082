using KubeDaq.Api.Meta;
using KubeDaq.Api.Planning;
using KubeDaq.Api.ReadoutCards;
using static KubeDaq.Api.Tests.Planning.Racks;

namespace KubeDaq.Api.Tests.Planning;

public sealed class PlannerSearchTests
{
    [Fact]
    public void A_selector_takes_the_first_free_card_by_name_and_leaves_named_ones()
    {
        var partition = Partition("p", 0, App("any", Any("apa")), App("named", Named("apa001")));
        Assert.Equal(["any-0 apa002", "named-0 apa001"], Holds(new Rack { Partitions = [partition], Cards = [Card("apa003", "daq2"), Card("apa002", "daq2"), Card("apa001", "daq2")] }));
    }

    [Fact]
    public void A_replica_moves_to_make_room_for_one_that_can_go_nowhere_else()
    {
        var partition = Partition("p", 0, App("anywhere", Any("apa")), App("networked", Any("apa")) with { DataNetworks = ["daq"] });
        var rack = new Rack { Partitions = [partition], Cards = [Card("apa001", "daq2"), Card("apa002", "daq7")], Hosts = [Host("daq2", "daq"), Host("daq7")] };
        Assert.Equal(["anywhere-0 apa002", "networked-0 apa001"], Holds(rack));
    }

    [Fact]
    public void Cards_of_one_replica_are_on_one_host_even_where_the_first_choice_leads_nowhere()
    {
        var partition = Partition("p", 0, App("pair", Any("apa"), Any("apa")), App("mixed", Any("apa"), Any("crp")));
        var cards = new[] { Card("apa001", "daq2"), Card("apa002", "daq2"), Card("crp001", "daq2"), Card("apa003", "daq6"), Card("apa004", "daq6") };
        Assert.Equal(["pair-0 apa003,apa004", "mixed-0 apa001,crp001"], Holds(new Rack { Partitions = [partition], Cards = cards }));
    }

    [Fact]
    public void Units_of_a_split_card_go_to_several_partitions_and_the_whole_card_to_none()
    {
        var card = Card("crp001", "daq2", "data0", "data1");
        var one = Partition("one", 0, App("readout", Named("crp001", "data0")));
        var other = Partition("other", 1, App("readout", Any("crp", "data1")));
        var whole = Partition("whole", 2, App("readout", Named("crp001")));
        var plan = Planner.Make(new Rack { Partitions = [one, other, whole], Cards = [card.UnitHeldBy("data0", one, "readout-0")] });
        Assert.Equal((Verdict.Hold, Verdict.Hold, Verdict.Wait), (plan.For("one").Verdict, plan.For("other").Verdict, plan.For("whole").Verdict));
        Assert.Equal("unit data0 of card crp001 is held by np04/one since 2026-11-24 14:02 UTC, requested by gcrone", Assert.Single(plan.For("whole").Obstacles).Message);
    }

    [Fact]
    public void A_selector_that_waits_says_who_has_the_cards()
    {
        var holder = Partition("holder", 1, App("readout", Named("apa001")));
        var waiting = Partition("waiting", 0, App("readout", Any("apa")) with { Replicas = 2 });
        var plan = Planner.Make(new Rack { Partitions = [holder, waiting], Cards = [Card("apa001", "daq2").HeldBy(holder), Card("apa002", "daq2")] });
        var obstacle = Assert.Single(plan.For("waiting").Obstacles);
        Assert.Equal(ObstacleKind.CardHeld, obstacle.Kind);
        Assert.StartsWith("not enough cards are free of those that match detector=apa: card apa001 is held by np04/holder since", obstacle.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_replicas_than_cards_can_never_be()
    {
        var plan = Planner.Make(new Rack { Partitions = [Partition("p", 0, App("readout", Any("apa")) with { Replicas = 3 })], Cards = [Card("apa001", "daq2"), Card("apa002", "daq2")] });
        Assert.Equal((Verdict.Fail, ObstacleKind.NoHost), (plan.For("p").Verdict, Assert.Single(plan.For("p").Obstacles).Kind));
    }

    [Fact]
    public void A_host_must_have_the_data_network_and_is_named_where_it_has_not()
    {
        var application = App("readout", Named("apa001")) with { DataNetworks = ["daq"], Cvmfs = ["dunedaq.opensciencegrid.org"] };
        var rack = new Rack { Partitions = [Partition("p", 0, application)], Cards = [Card("apa001", "daq7")], Hosts = [Host("daq7")] };
        var obstacle = Assert.Single(Planner.Make(rack).For("p").Obstacles);
        Assert.Equal("card apa001 is in host daq7, which has no data network daq and no CVMFS repository dunedaq.opensciencegrid.org", obstacle.Message);
        Assert.Equal(ObstacleKind.NoHost, obstacle.Kind);
    }

    [Fact]
    public void Without_a_card_the_hosts_that_will_do_are_listed()
    {
        var rack = new Rack { Partitions = [Partition("p", 0, App("writer") with { DataNetworks = ["daq"] }, App("free"))], Hosts = [Host("daq6", "daq"), Host("daq2", "daq"), Host("daq7")] };
        var replicas = Planner.Make(rack).For("p").Replicas;
        Assert.Equal(["daq2", "daq6"], replicas[0].Hosts);
        Assert.Null(replicas[1].Hosts);
        Assert.Equal(Verdict.Fail, Planner.Make(rack with { Hosts = [] }).For("p").Verdict);
    }

    [Fact]
    public void Ports_are_the_lowest_free_ones_and_pods_on_the_host_keep_theirs()
    {
        var partition = Partition("p", 0, App("readout", Named("apa001")) with { Ports = [new() { Name = "data" }] }, App("writer") with { Ports = [new() { Name = "data" }] });
        var pods = new[] { new RackPod { Name = new ObjectName("x", "y"), Host = "daq2", HostPorts = [30000] }, new RackPod { Name = new ObjectName("x", "z"), Host = "daq9", HostPorts = [30002] } };
        var replicas = Planner.Make(new Rack { Partitions = [partition], Cards = [Card("apa001", "daq2")], Pods = pods }).For("p").Replicas;
        Assert.Equal([30001, 30003], replicas.Select(replica => replica.Ports["data"]));
    }

    [Fact]
    public void Without_a_port_the_partition_waits()
    {
        var application = App("writer") with { Ports = [new() { Name = "a" }, new() { Name = "b" }] };
        var plan = Planner.Make(new Rack { Partitions = [Partition("p", 0, application)], Ports = new PortRange(30000, 30000) }).For("p");
        Assert.Equal(Verdict.Wait, plan.Verdict);
        Assert.Equal((ObstacleKind.NoPort, "spec.applications[0].ports[1]"), (Assert.Single(plan.Obstacles).Kind, plan.Obstacles[0].Field));
    }

    [Fact]
    public void An_unhealthy_card_is_not_given()
    {
        var card = Card("apa001", "daq2") with { Status = new ReadoutCardStatus { Health = CardHealth.Unhealthy } };
        var obstacle = Assert.Single(Planner.Make(new Rack { Partitions = [Partition("p", 0, App("readout", Named("apa001")))], Cards = [card] }).For("p").Obstacles);
        Assert.Equal((ObstacleKind.CardUnavailable, "card apa001 is not healthy"), (obstacle.Kind, obstacle.Message));
    }

    private static IEnumerable<string> Holds(Rack rack) => Planner.Make(rack).For("p").Replicas
        .Select(replica => $"{replica.Application}-{replica.Index} {string.Join(',', replica.Cards.Select(hold => hold.Card))}");
}

using KubeDaq.Api.Meta;
using KubeDaq.Api.Partitions;
using KubeDaq.Api.Planning;
using static KubeDaq.Api.Tests.Planning.Racks;

namespace KubeDaq.Api.Tests.Planning;

public sealed class NotGrantedTests
{
    private static readonly Partition _coldbox = Partition("coldbox", 0, App("readout", Named("apa001")), App("other", Named("apa002")));
    private static readonly Partition _vd = Partition("vd", 1, App("readout", Named("apa001")), App("other", Named("apa002")));

    [Fact]
    public void A_card_that_is_not_granted_is_an_obstacle_with_its_reason()
    {
        var plan = Planner.Make(Lacking(_coldbox, "apa001")).For("coldbox");
        var obstacle = Assert.Single(plan.Obstacles);
        Assert.Equal(Verdict.Wait, plan.Verdict);
        Assert.Equal((ObstacleKind.CardNotGranted, "apa001", "not granted apa001"), (obstacle.Kind, obstacle.Card, obstacle.Message));
    }

    [Fact]
    public void Whoever_lacks_a_grant_keeps_nobody_from_any_card()
    {
        var plan = Planner.Make(Lacking(_coldbox, "apa001") with { Partitions = [_coldbox, _vd] });
        Assert.Equal(Verdict.Wait, plan.For("coldbox").Verdict);
        Assert.Equal(Verdict.Hold, plan.For("vd").Verdict);
    }

    [Fact]
    public void A_selector_picks_a_card_that_is_granted()
    {
        var any = Partition("any", 0, App("readout", Any("apa")));
        var plan = Planner.Make(Lacking(any, "apa001")).For("any");
        Assert.Equal("apa002", Assert.Single(Assert.Single(plan.Replicas).Cards).Card);
    }

    [Fact]
    public void A_selector_whose_granted_cards_are_held_waits_for_their_holder()
    {
        var any = Partition("any", 0, App("readout", Any("apa")));
        var rack = Lacking(any, "apa001") with { Cards = [Card("apa001", "daq2"), Card("apa002", "daq6").HeldBy(_vd)] };
        var obstacle = Assert.Single(Planner.Make(rack with { Partitions = [any, _vd] }).For("any").Obstacles);
        Assert.Equal(ObstacleKind.CardHeld, obstacle.Kind);
        Assert.Contains("held by np04/vd", obstacle.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_card_that_is_held_already_is_kept()
    {
        var rack = Lacking(_coldbox, "apa001") with { Cards = [Card("apa001", "daq2").HeldBy(_coldbox), Card("apa002", "daq6")] };
        Assert.Equal(Verdict.Hold, Planner.Make(rack).For("coldbox").Verdict);
    }

    private static Rack Lacking(Partition partition, params string[] cards) => new()
    {
        Partitions = [partition],
        Cards = [Card("apa001", "daq2"), Card("apa002", "daq6")],
        NotGranted = new Dictionary<ObjectName, IReadOnlyDictionary<string, string>>
        {
            [new ObjectName("np04", partition.Metadata.Name!)] = cards.ToDictionary(card => card, card => $"not granted {card}"),
        },
    };
}

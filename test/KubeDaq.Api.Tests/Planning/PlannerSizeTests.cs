using KubeDaq.Api.DaqHosts;
using KubeDaq.Api.Partitions;
using KubeDaq.Api.Planning;
using KubeDaq.Api.ReadoutCards;
using static KubeDaq.Api.Tests.Planning.Racks;

namespace KubeDaq.Api.Tests.Planning;

public sealed class PlannerSizeTests
{
    private const int CardCount = 2_000;
    private const int ClaimCount = 6_000;

    private static readonly ReadoutCard[] _cards = [.. Enumerable.Range(0, CardCount).Select(i => Card($"apa{i:00000}", $"daq{i / 2:0000}"))];
    private static readonly DaqHost[] _hosts = [.. Enumerable.Range(0, CardCount / 2).Select(i => Host($"daq{i:0000}", "daq"))];

    /// <summary>How fast it is, the bench says.</summary>
    [Theory]
    [InlineData("named", CardCount)]
    [InlineData("selected", CardCount)]
    [InlineData("together", CardCount / 2)]
    [InlineData("contended", 1)]
    [InlineData("impossible", 0)]
    public void A_whole_detector_is_planned_at_once_and_every_card_that_can_be_given_is(string how, int holders)
    {
        var rack = new Rack
        {
            Cards = _cards,
            Hosts = _hosts,
            Partitions = [.. Enumerable.Range(0, ClaimCount).Select(i => Partition($"p{i}", i % 100, Application(how, i)))],
        };

        var plan = Planner.Make(rack);

        Assert.Equal(ClaimCount, plan.Partitions.Count);
        Assert.Equal(holders, plan.Partitions.Values.Count(p => p.Verdict == Verdict.Hold));
    }

    private static Application Application(string how, int i) => how switch
    {
        "named" => App("readout", Named($"apa{i % CardCount:00000}")) with { Ports = [new PortClaim { Name = "data" }], DataNetworks = ["daq"] },
        "selected" => App("readout", Any("apa")),
        "together" => App("readout", Any("apa"), Any("apa")),
        "contended" => App("readout", Named("apa00000")),
        _ => App("readout", Any("apa"), Any("apa"), Any("apa")),
    };
}

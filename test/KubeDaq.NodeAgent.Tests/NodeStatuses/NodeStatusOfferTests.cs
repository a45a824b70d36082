using System.Text.Json.Nodes;
using KubeDaq.NodeAgent.NodeStatus;
using KubeDaq.NodeAgent.State;
using KubeDaq.NodeAgent.Tests.Hosts;

namespace KubeDaq.NodeAgent.Tests.NodeStatuses;

public sealed class NodeStatusOfferTests
{
    private const string Node = $"/api/v1/nodes/{OneHost.Node}";

    [Fact]
    public async Task The_card_is_in_the_capacity_and_again_after_it_was_zeroed_or_the_node_made_anew()
    {
        await using var host = new OneHost();
        host.StartAgent(cards: TestCards.Apa001);
        await Until.TrueAsync(() => Capacity(host) == "1");
        await Until.TrueAsync(() => host.State.Offers.Current is { Mode: OfferMode.NodeStatus, Reason: "NoKubelet" });
        Assert.Equal("AccountingOnly", host.State.Offers.Current.Cards["apa001"].Reason);
        var zeroed = host.Api.Get(Node)!.DeepClone().AsObject();
        zeroed["status"]!["capacity"]![OneHost.Apa001] = "0";
        host.Api.Put(Node, zeroed);
        await Until.TrueAsync(() => Capacity(host) == "1");
        host.Api.Delete(Node);
        host.Api.Put(Node, JsonNode.Parse("""{"status":{"capacity":{"cpu":"16"}}}""")!.AsObject());
        await Until.TrueAsync(() => Capacity(host) == "1");
    }

    [Fact]
    public async Task A_card_that_breaks_counts_nothing()
    {
        await using var host = new OneHost();
        host.StartAgent(cards: TestCards.Apa001);
        await Until.TrueAsync(() => Capacity(host) == "1");
        host.Change(TestCards.Apa001 with { Health = TestCards.Broken });
        await Until.TrueAsync(() => Capacity(host) == "0");
    }

    [Fact]
    public async Task Claims_take_its_place_even_before_the_cards_are_found()
    {
        await using var host = new OneHost();
        var counted = host.Api.Get(Node)!.DeepClone().AsObject();
        counted["status"]!["capacity"]![OneHost.Apa001] = "1";
        host.Api.Put(Node, counted);
        await host.Kubelet.StartAsync();
        host.StartAgent(OfferMode.Dra);
        await Until.TrueAsync(() => Capacity(host) is null);
        Assert.Equal("16", (string?)host.Api.Get(Node)!["status"]!["capacity"]!["cpu"]);
    }

    [Fact]
    public void The_patch_is_that_of_the_slides_and_none_when_nothing_is_to_change()
    {
        var wanted = new Dictionary<string, long?> { ["dune.daq/flxcard-apa001"] = 1, ["dune.daq/flxcard-apa002"] = null };
        Assert.Equal(
            """[{"op":"add","path":"/status/capacity/dune.daq~1flxcard-apa001","value":"1"},{"op":"remove","path":"/status/capacity/dune.daq~1flxcard-apa002"}]""",
            CapacityPatch.From(JsonNode.Parse("""{"status":{"capacity":{"dune.daq/flxcard-apa002":"1"}}}""")!, wanted)!.ToJsonString());
        Assert.Null(CapacityPatch.From(JsonNode.Parse("""{"status":{"capacity":{"dune.daq/flxcard-apa001":"1"}}}""")!, wanted));
    }

    private static string? Capacity(OneHost host) => (string?)host.Api.Get(Node)?["status"]?["capacity"]?[OneHost.Apa001];
}

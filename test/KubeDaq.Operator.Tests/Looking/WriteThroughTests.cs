using System.Text.Json.Nodes;
using KubeDaq.Api.Meta;
using KubeDaq.Api.ReadoutCards;
using KubeDaq.Api.Serialization;
using KubeDaq.Operator.Looking;
using KubeDaq.Operator.Tests.Clusters;

namespace KubeDaq.Operator.Tests.Looking;

public sealed class WriteThroughTests
{
    private static readonly ObjectName Name = new("", "apa001");
    private readonly FakeCluster _cluster = new();
    private readonly FakeCache<ReadoutCard> _cache;
    private readonly WriteThrough<ReadoutCard> _cards;

    public WriteThroughTests()
    {
        _cache = new FakeCache<ReadoutCard>(_cluster.Cards, n => KubeDaqJson.Read<ReadoutCard>(n));
        _cards = new WriteThrough<ReadoutCard>(_cache);
        _cluster.Add("daq6", "apa001");
        _cache.Step();
    }

    [Fact]
    public void What_was_written_shows_before_the_watch_says_it()
    {
        _cards.Put(Write(maintenance: true));

        Assert.True(_cards.Get(Name)!.Spec.Maintenance);
        Assert.True(_cards.List().Single().Spec.Maintenance);
    }

    [Fact]
    public void The_watch_wins_when_it_knows_more()
    {
        var mine = Write(maintenance: true);
        Write(maintenance: false);
        _cards.Put(mine);
        _cache.Step();
        Assert.True(_cards.Get(Name)!.Spec.Maintenance);

        _cache.Step();

        Assert.False(_cards.Get(Name)!.Spec.Maintenance);
    }

    [Fact]
    public void A_late_answer_does_not_turn_back_what_the_watch_has_said()
    {
        var mine = Write(maintenance: true);
        Write(maintenance: false);
        while (_cache.Step())
        {
        }

        _cards.Put(mine);

        Assert.False(_cards.Get(Name)!.Spec.Maintenance);
    }

    [Fact]
    public void What_is_gone_does_not_come_back()
    {
        var mine = Write(maintenance: true);
        _cluster.Cards.Remove(Name);
        while (_cache.Step())
        {
        }

        _cards.Put(mine);

        Assert.Null(_cards.Get(Name));
    }

    private ReadoutCard Write(bool maintenance) => KubeDaqJson.Read<ReadoutCard>(
        _cluster.Cards.Patch(Name, new JsonObject { ["spec"] = new JsonObject { ["maintenance"] = maintenance } }, status: false));
}

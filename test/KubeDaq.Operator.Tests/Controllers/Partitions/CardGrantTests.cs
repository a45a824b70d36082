using KubeDaq.Api.HostAccess;
using KubeDaq.Api.Partitions;
using KubeDaq.Api.Planning;
using KubeDaq.Operator.Tests.Clusters;
using Microsoft.Extensions.Time.Testing;

namespace KubeDaq.Operator.Tests.Controllers.Partitions;

public sealed class CardGrantTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero));
    private readonly FakeCluster _cluster = new();
    private FakeOperator _operator;

    public CardGrantTests()
    {
        _cluster.Add("daq6", "apa001");
        _cluster.Add("daq7", "apa002");
        _cluster.SetGoverned(true);
        _operator = new FakeOperator(_cluster, _time, plan: Planner.Make);
    }

    [Fact]
    public async Task A_partition_that_may_not_use_its_cards_takes_none_and_says_which_and_how_they_are_granted()
    {
        _cluster.Add(Given.Partition("coldbox", Given.Readout("apa001"), Given.Readout("apa002")));
        await _operator.StepAsync("coldbox");

        var status = _cluster.Partition("coldbox").Status!;
        Assert.Equal(PartitionPhase.Waiting, status.Phase);
        Assert.Equal("CardNotGranted", status.Conditions.Single(c => c.Type == "CardsHeld").Reason);
        Assert.StartsWith("service account np04/coldbox may not use card apa001: an administrator grants it by kubedaq policy grant", status.Message, StringComparison.Ordinal);
        Assert.EndsWith("; the same for apa002", status.Message, StringComparison.Ordinal);
        Assert.Null(_cluster.Card("apa001").Status?.Lease);
        Assert.Null(_cluster.Card("apa002").Status?.Lease);
        Assert.Empty(_cluster.Pods.All);
        Assert.Contains(_operator.Events.All, e => e.Reason == "CardNotGranted");
    }

    [Fact]
    public async Task It_goes_on_soon_after_the_grant()
    {
        _cluster.Add(Given.Partition("coldbox", Given.Readout("apa001")));
        await _operator.StepAsync("coldbox");
        _cluster.Grants.Grant("coldbox", "apa001");
        _operator.Parts.NotGranted.GrantsChanged();
        _time.Advance(TimeSpan.FromSeconds(1));
        await _operator.StepAsync("coldbox");

        Assert.Equal("coldbox", _cluster.Card("apa001").Status!.Lease!.Partition);
        Assert.Single(_cluster.Pods.All);
    }

    [Fact]
    public async Task It_goes_on_by_itself_within_half_a_minute_where_nobody_tells_of_the_grant()
    {
        _cluster.Add(Given.Partition("coldbox", Given.Readout("apa001")));
        await _operator.StepAsync("coldbox");
        _cluster.Grants.Grant("coldbox", "apa001");
        await _operator.StepAsync("coldbox");
        Assert.Equal(PartitionPhase.Waiting, _cluster.Partition("coldbox").Status!.Phase);

        _time.Advance(TimeSpan.FromSeconds(30));
        await _operator.StepAsync("coldbox");
        Assert.Equal("coldbox", _cluster.Card("apa001").Status!.Lease!.Partition);
    }

    [Fact]
    public async Task It_goes_on_when_the_namespace_is_no_longer_governed()
    {
        _cluster.Add(Given.Partition("coldbox", Given.Readout("apa001")));
        await _operator.StepAsync("coldbox");
        _cluster.SetGoverned(false);
        await _operator.StepAsync("coldbox");
        Assert.Equal("coldbox", _cluster.Card("apa001").Status!.Lease!.Partition);
    }

    [Fact]
    public async Task A_card_that_an_earlier_partition_may_not_use_goes_to_a_later_one_that_may()
    {
        _cluster.Add(Given.Partition("a", Given.Readout("apa001")));
        _cluster.Add(Given.Partition("b", Given.Readout("apa001")));
        _cluster.Grants.Grant("b", null);
        await _operator.StepAsync("a");
        await _operator.StepAsync("b");
        Assert.Equal("b", _cluster.Card("apa001").Status!.Lease!.Partition);
    }

    [Theory]
    [InlineData(HostAccessMode.Warn)]
    [InlineData(HostAccessMode.Audit)]
    public async Task Where_nothing_is_denied_an_event_tells_and_the_cards_are_taken(HostAccessMode mode)
    {
        _cluster.Mode = mode;
        _operator = new FakeOperator(_cluster, _time, plan: Planner.Make);
        _cluster.Add(Given.Partition("coldbox", Given.Readout("apa001")));
        await _operator.StepAsync("coldbox");
        Assert.Equal("coldbox", _cluster.Card("apa001").Status!.Lease!.Partition);
        Assert.Contains(_operator.Events.All, e => e.Reason == "CardNotGranted");
    }

    [Fact]
    public async Task In_a_namespace_that_is_not_governed_nobody_is_asked()
    {
        _cluster.SetGoverned(false);
        _cluster.Add(Given.Partition("coldbox", Given.Readout("apa001"), Given.Readout("apa002")));
        await _operator.StepAsync("coldbox");
        Assert.Equal(0, _cluster.Grants.Asked);
        Assert.Equal("coldbox", _cluster.Card("apa002").Status!.Lease!.Partition);
    }

    [Fact]
    public async Task An_account_that_may_use_every_card_is_asked_for_once()
    {
        _cluster.Grants.Grant("coldbox", null);
        _cluster.Add(Given.Partition("coldbox", Given.Readout("apa001"), Given.Readout("apa002")));
        await _operator.StepAsync("coldbox");
        Assert.Equal(1, _cluster.Grants.Asked);
        Assert.Equal(2, _cluster.Pods.All.Count());
    }
}

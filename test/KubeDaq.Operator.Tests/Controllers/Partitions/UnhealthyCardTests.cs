using KubeDaq.Api.Meta;
using KubeDaq.Api.Partitions;
using KubeDaq.Api.Planning;
using KubeDaq.Api.ReadoutCards;
using KubeDaq.Api.Serialization;
using KubeDaq.Operator.Tests.Clusters;
using Microsoft.Extensions.Time.Testing;

namespace KubeDaq.Operator.Tests.Controllers.Partitions;

/// <summary>A card whose host says that it is not well.</summary>
public sealed class UnhealthyCardTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero));
    private readonly FakeCluster _cluster = new();
    private readonly FakeHosts _hosts;
    private readonly FakeOperator _operator;

    public UnhealthyCardTests()
    {
        _cluster.Add("daq6", "apa001");
        _cluster.Add("daq7", "apa002");
        _hosts = new FakeHosts(_cluster);
        _operator = new FakeOperator(_cluster, _time, plan: Planner.Make);
        _cluster.Add(Given.Partition("coldbox", Given.Readout("apa001"), Given.Readout("apa002")));
    }

    [Fact]
    public async Task Makes_its_holder_degraded_with_the_reason_and_running_again_when_it_is_well()
    {
        await SettleAsync();
        Assert.Equal(PartitionPhase.Running, Status().Phase);

        SetHealth(CardHealth.Unhealthy, "PCI function 0000:3d:00.0 has no driver; load driver flx");
        await SettleAsync();
        Assert.Equal(PartitionPhase.Degraded, Status().Phase);
        Assert.Equal(
            "card apa001 in host daq6 is not healthy: PCI function 0000:3d:00.0 has no driver; load driver flx; it stays held, and is used again when it is well",
            Status().Message);
        Assert.NotNull(_cluster.Card("apa001").Status!.Lease);
        Assert.Equal(2, _cluster.Pods.All.Count());

        SetHealth(CardHealth.Healthy, "");
        await SettleAsync();
        Assert.Equal(PartitionPhase.Running, Status().Phase);
        Assert.Equal("all 2 pods are ready", Status().Message);
    }

    [Fact]
    public async Task Is_not_given_to_a_partition_that_waits_until_it_is_well()
    {
        SetHealth(CardHealth.Unhealthy, "nothing is at PCI address 0000:3d:00.0");
        await SettleAsync();
        Assert.Equal(PartitionPhase.Waiting, Status().Phase);
        Assert.Contains("card apa001 is not healthy: nothing is at PCI address 0000:3d:00.0", Status().Message, StringComparison.Ordinal);
        Assert.Null(_cluster.Card("apa002").Status?.Lease);

        SetHealth(CardHealth.Healthy, "");
        await SettleAsync();
        Assert.Equal(PartitionPhase.Running, Status().Phase);
    }

    private PartitionStatus Status() => _cluster.Partition("coldbox").Status!;

    private void SetHealth(CardHealth health, string message)
    {
        var card = _cluster.Card("apa001");
        var condition = new Condition { Type = "Healthy", Status = health == CardHealth.Healthy ? "True" : "False", Reason = "Seen", Message = message };
        _cluster.Cards.Replace(KubeDaqJson.ToNode(card with { Status = (card.Status ?? new()) with { Health = health, Conditions = [condition] } }), status: true);
    }

    private async Task SettleAsync()
    {
        for (var i = 0; i < 12; i++)
        {
            await _operator.StepAsync("coldbox");
            _operator.CatchUp();
            _hosts.Settle();
            _time.Advance(TimeSpan.FromSeconds(1));
        }
    }
}

using System.Text.Json.Nodes;
using KubeDaq.Api.Meta;
using KubeDaq.Api.Partitions;
using KubeDaq.Cluster.Clients;
using KubeDaq.Operator.Pods;
using KubeDaq.Operator.Tests.Clusters;
using Microsoft.Extensions.Time.Testing;

namespace KubeDaq.Operator.Tests.Controllers.Partitions;

public sealed class PartitionTroubleTests
{
    private static readonly string[] Cards = ["apa001", "apa002"];
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero));
    private readonly FakeCluster _cluster = new();
    private readonly FakeHosts _hosts;
    private readonly FakeOperator _operator;
    private string? _refusal;

    public PartitionTroubleTests()
    {
        _cluster.Add("daq2");
        _cluster.Add("daq6", "apa001");
        _cluster.Add("daq7", "apa002");
        _hosts = new FakeHosts(_cluster);
        _operator = new FakeOperator(_cluster, _time, Answer);
    }

    [Fact]
    public async Task A_lost_host_keeps_its_card_until_an_expert_takes_it_away()
    {
        _cluster.Add(Given.Partition("coldbox", Given.Readout("apa001"), Given.Readout("apa002")));
        await SettleAsync("coldbox");
        _cluster.SetNode("daq6", ready: false);
        _cluster.SetState("coldbox", DesiredState.Stopped);
        await SettleAsync("coldbox");

        var status = _cluster.Partition("coldbox").Status!;
        Assert.Equal(PartitionPhase.Stopping, status.Phase);
        Assert.StartsWith("host daq6 does not answer since 14:02 UTC", status.Message, StringComparison.Ordinal);
        Assert.NotNull(_cluster.Card("apa001").Status!.Lease);
        Assert.Null(_cluster.Card("apa002").Status!.Lease);

        Order("apa001", 1);
        await SettleAsync("coldbox");

        Assert.Null(_cluster.Card("apa001").Status!.Lease);
        Assert.Equal("by force, by alice: daq6 is dead", _cluster.Card("apa001").Status!.History[0].Reason);
        Assert.Empty(_cluster.Pods.All);
    }

    [Fact]
    public async Task A_card_taken_away_ends_the_whole_partition_until_it_is_changed()
    {
        _cluster.Add(Given.Partition("coldbox", Given.Readout("apa001"), Given.Readout("apa002")));
        await SettleAsync("coldbox");
        Order("apa001", 1);
        _operator.CatchUp();
        await _operator.ReconcileCardAsync("apa001");
        await _operator.StepAsync("coldbox");

        // The host is well: its pod is ended with grace, and the card is held until it is gone.
        Assert.True(Pod("coldbox-readout-apa001-0").Deleting);
        Assert.NotNull(_cluster.Card("apa001").Status!.Lease);

        await SettleAsync("coldbox");
        Assert.Equal(PartitionPhase.Failed, _cluster.Partition("coldbox").Status!.Phase);
        Assert.Contains("taken away by alice: daq6 is dead", _cluster.Partition("coldbox").Status!.Message, StringComparison.Ordinal);
        Assert.Null(_cluster.Card("apa002").Status!.Lease);

        _cluster.SetState("coldbox", DesiredState.Stopped);
        _cluster.SetState("coldbox", DesiredState.Running);
        await SettleAsync("coldbox");
        Assert.Equal(PartitionPhase.Running, _cluster.Partition("coldbox").Status!.Phase);
    }

    [Fact]
    public async Task An_order_for_a_lease_that_has_ended_does_nothing()
    {
        _cluster.Add(Given.Partition("coldbox", Given.Readout("apa001")));
        await SettleAsync("coldbox");
        Order("apa001", 7);

        await SettleAsync("coldbox");

        Assert.Equal(PartitionPhase.Running, _cluster.Partition("coldbox").Status!.Phase);
    }

    [Fact]
    public async Task One_that_does_not_wait_fails_and_stays_so_though_the_card_is_free_later()
    {
        _cluster.Add(Given.Partition("coldbox", Given.Readout("apa001")));
        await SettleAsync("coldbox");
        var impatient = Given.Partition("vd", Given.Readout("apa001"));
        _cluster.Add(impatient with { Spec = impatient.Spec with { WhenBusy = WhenBusy.Fail } });
        await SettleAsync("vd");
        Assert.Equal(PartitionPhase.Failed, _cluster.Partition("vd").Status!.Phase);

        _cluster.SetState("coldbox", DesiredState.Stopped);
        await SettleAsync("coldbox", "vd");

        Assert.Equal(PartitionPhase.Failed, _cluster.Partition("vd").Status!.Phase);
        Assert.Null(_cluster.Card("apa001").Status!.Lease);
    }

    [Fact]
    public async Task When_every_pod_has_succeeded_the_cards_are_given_back_and_the_pods_stay()
    {
        _cluster.Add(Given.Partition("coldbox", Given.Readout("apa001")));
        await SettleAsync("coldbox");
        _hosts.Finish("coldbox-readout-apa001-0", "Succeeded");

        await SettleAsync("coldbox");

        Assert.Equal(PartitionPhase.Stopped, _cluster.Partition("coldbox").Status!.Phase);
        Assert.Null(_cluster.Card("apa001").Status!.Lease);
        Assert.Single(_cluster.Pods.All);
    }

    [Fact]
    public async Task What_the_API_server_says_against_a_pod_is_told_and_tried_again_later()
    {
        _cluster.Add(Given.Partition("coldbox", Given.Readout("apa001")));
        _refusal = "exceeded quota: pods";
        await _operator.StepAsync("coldbox");
        _time.Advance(TimeSpan.FromSeconds(1));
        await _operator.StepAsync("coldbox");

        Assert.Equal(PartitionPhase.Starting, _cluster.Partition("coldbox").Status!.Phase);
        Assert.Contains("cannot be made: exceeded quota: pods", _cluster.Partition("coldbox").Status!.Message, StringComparison.Ordinal);
        Assert.Contains(_operator.Events.All, e => e.Reason == "PodRefused");

        _refusal = null;
        _time.Advance(TimeSpan.FromMinutes(1));
        await SettleAsync("coldbox");
        Assert.Equal(PartitionPhase.Running, _cluster.Partition("coldbox").Status!.Phase);
    }

    [Fact]
    public async Task A_changed_application_is_replaced_and_the_other_is_left_alone()
    {
        _cluster.Add(Given.Partition("coldbox", Given.Readout("apa001"), Given.Readout("apa002")));
        await SettleAsync("coldbox");
        var (first, second) = (Pod("coldbox-readout-apa001-0").Uid, Pod("coldbox-readout-apa002-0").Uid);
        var spec = _cluster.Partitions.Get(new ObjectName("np04", "coldbox"))!["spec"]!;
        spec["applications"]![0]!["template"]!["spec"]!["containers"]![0]!["image"] = "registry/x:2";
        _cluster.Partitions.Patch(new ObjectName("np04", "coldbox"), new JsonObject { ["spec"] = spec.DeepClone() }, status: false);

        await SettleAsync("coldbox");

        Assert.NotEqual(first, Pod("coldbox-readout-apa001-0").Uid);
        Assert.Equal(second, Pod("coldbox-readout-apa002-0").Uid);
        Assert.Equal(1, _cluster.Card("apa001").Status!.Lease!.Number);
    }

    [Fact]
    public async Task A_pod_that_a_user_brings_is_shown_as_the_cards_user()
    {
        _cluster.Pods.Create(JsonNode.Parse("""
            {"metadata": {"name": "felix-test", "namespace": "np04"},
             "spec": {"containers": [{"name": "c", "resources": {"limits": {"dune.daq/flxcard-apa001": "1"}}}]}}
            """)!.AsObject());
        _operator.CatchUp();

        await _operator.ReconcileCardAsync("apa001");

        Assert.Equal(["np04/felix-test"], _cluster.Card("apa001").Status!.Users);
    }

    [Fact]
    public async Task Leases_of_a_partition_that_vanished_are_ended_after_its_pods()
    {
        _cluster.Add(Given.Partition("coldbox", Given.Readout("apa001")));
        await SettleAsync("coldbox");
        _cluster.Partitions.Remove(new ObjectName("np04", "coldbox"));
        _operator.CatchUp();

        await _operator.ReconcileCardAsync("apa001");
        Assert.True(Pod("coldbox-readout-apa001-0").Deleting);
        Assert.NotNull(_cluster.Card("apa001").Status!.Lease);

        Assert.True(_hosts.End());
        await _operator.ReconcileCardAsync("apa001");
        Assert.Null(_cluster.Card("apa001").Status!.Lease);
    }

    private Task Answer(string request) => _refusal is { } refusal && request == "pods: create"
        ? Task.FromException(new ApiException(403, "Forbidden", refusal))
        : Task.CompletedTask;

    private void Order(string card, long number) => _cluster.Cards.Patch(
        new ObjectName("", card),
        new JsonObject
        {
            ["spec"] = new JsonObject
            {
                ["release"] = new JsonObject { ["leaseNumber"] = number, ["reason"] = "daq6 is dead", ["requestedBy"] = "alice" },
            },
        },
        status: false);

    private Pod Pod(string name) => PodReader.Read(_cluster.Pods.Get(new ObjectName("np04", name))!);

    private async Task SettleAsync(params string[] partitions)
    {
        for (var i = 0; i < 20; i++)
        {
            foreach (var card in Cards)
                await _operator.ReconcileCardAsync(card);
            foreach (var partition in partitions)
                await _operator.StepAsync(partition);
            _hosts.Settle();
            _time.Advance(TimeSpan.FromSeconds(1));
        }
    }
}

using KubeDaq.Api.Meta;
using KubeDaq.Api.Partitions;
using KubeDaq.Operator.Pods;
using KubeDaq.Operator.Tests.Clusters;
using Microsoft.Extensions.Time.Testing;

namespace KubeDaq.Operator.Tests.Controllers.Partitions;

public sealed class PartitionLifeTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero));
    private readonly FakeCluster _cluster = new();
    private readonly FakeHosts _hosts;
    private readonly FakeOperator _operator;

    public PartitionLifeTests()
    {
        _cluster.Add("daq2");
        _cluster.Add("daq6", "apa001");
        _cluster.Add("daq7", "apa002");
        _hosts = new FakeHosts(_cluster);
        _operator = new FakeOperator(_cluster, _time);
    }

    [Fact]
    public async Task A_partition_takes_its_cards_and_runs()
    {
        _cluster.Add(Given.Partition("coldbox", Given.Readout("apa001"), Given.Readout("apa002")));

        await SettleAsync("coldbox");

        var status = _cluster.Partition("coldbox").Status!;
        Assert.Equal(PartitionPhase.Running, status.Phase);
        Assert.Equal(["apa001", "apa002"], status.Cards);
        Assert.Equal("all 2 pods are ready", status.Message);
        var lease = _cluster.Card("apa001").Status!.Lease!;
        Assert.Equal(("coldbox", "readout-apa001-0", 1L), (lease.Partition, lease.Pod, lease.Number));
        Assert.Equal("apa001=1", Pod("coldbox-readout-apa001-0").LeaseTag);
    }

    [Fact]
    public async Task A_second_partition_waits_and_gets_the_card_when_the_first_stops()
    {
        _cluster.Add(Given.Partition("coldbox", Given.Readout("apa001")));
        await SettleAsync("coldbox");
        _cluster.Add(Given.Partition("vd", Given.Readout("apa001"), Given.Readout("apa002")));
        await SettleAsync("vd");

        Assert.Equal(PartitionPhase.Waiting, _cluster.Partition("vd").Status!.Phase);
        Assert.Null(_cluster.Card("apa002").Status?.Lease);

        _cluster.SetState("coldbox", DesiredState.Stopped);
        await SettleAsync("coldbox", "vd");

        Assert.Equal(PartitionPhase.Stopped, _cluster.Partition("coldbox").Status!.Phase);
        Assert.Equal(PartitionPhase.Running, _cluster.Partition("vd").Status!.Phase);
        Assert.Equal(2, _cluster.Card("apa001").Status!.Lease!.Number);
        Assert.Equal("np04/coldbox", _cluster.Card("apa001").Status!.History[0].Partition);
    }

    [Fact]
    public async Task A_card_is_released_only_when_its_pod_is_gone()
    {
        _cluster.Add(Given.Partition("coldbox", Given.Readout("apa001")));
        await SettleAsync("coldbox");
        _cluster.SetState("coldbox", DesiredState.Stopped);

        await _operator.StepAsync("coldbox");

        Assert.True(Pod("coldbox-readout-apa001-0").Deleting);
        Assert.Equal(PartitionPhase.Stopping, _cluster.Partition("coldbox").Status!.Phase);
        Assert.NotNull(_cluster.Card("apa001").Status!.Lease);

        Assert.True(_hosts.End());
        await _operator.StepAsync("coldbox");

        Assert.Null(_cluster.Card("apa001").Status!.Lease);
        Assert.Equal(PartitionPhase.Stopped, _cluster.Partition("coldbox").Status!.Phase);
    }

    [Fact]
    public async Task Applications_start_in_order_and_stop_in_reverse_order()
    {
        _cluster.Add(Given.Partition("coldbox", Given.Readout("apa001", "dataflow"), Given.Plain("dataflow")));
        await _operator.StepAsync("coldbox");
        Assert.Equal(["coldbox-dataflow-0"], PodNames());
        Assert.Contains("waits until dataflow is ready", _cluster.Partition("coldbox").Status!.Message, StringComparison.Ordinal);

        await SettleAsync("coldbox");
        Assert.Equal(["coldbox-dataflow-0", "coldbox-readout-apa001-0"], PodNames());

        _cluster.SetState("coldbox", DesiredState.Stopped);
        await _operator.StepAsync("coldbox");
        Assert.False(Pod("coldbox-dataflow-0").Deleting);
        Assert.True(Pod("coldbox-readout-apa001-0").Deleting);
    }

    [Fact]
    public async Task A_lost_pod_is_made_anew_after_the_old_one_is_gone()
    {
        _cluster.Add(Given.Partition("coldbox", Given.Readout("apa001")));
        await SettleAsync("coldbox");
        var first = Pod("coldbox-readout-apa001-0").Uid;
        _hosts.Finish("coldbox-readout-apa001-0", "Failed", "UnexpectedAdmissionError");

        await _operator.StepAsync("coldbox");
        Assert.Equal((first, true), (Pod("coldbox-readout-apa001-0").Uid, Pod("coldbox-readout-apa001-0").Deleting));
        Assert.Equal(PartitionPhase.Degraded, _cluster.Partition("coldbox").Status!.Phase);

        _time.Advance(TimeSpan.FromSeconds(5));
        await SettleAsync("coldbox");
        Assert.NotEqual(first, Pod("coldbox-readout-apa001-0").Uid);
        Assert.Equal(PartitionPhase.Running, _cluster.Partition("coldbox").Status!.Phase);
    }

    [Fact]
    public async Task A_deleted_partition_goes_only_after_its_pods_and_leases()
    {
        _cluster.Add(Given.Partition("coldbox", Given.Readout("apa001")));
        await SettleAsync("coldbox");
        _cluster.Partitions.Delete(new ObjectName("np04", "coldbox"), null, graceful: false);

        await _operator.StepAsync("coldbox");
        Assert.NotNull(_cluster.Partitions.Get(new ObjectName("np04", "coldbox")));

        await SettleAsync("coldbox");
        Assert.Null(_cluster.Partitions.Get(new ObjectName("np04", "coldbox")));
        Assert.Empty(_cluster.Pods.All);
        Assert.Null(_cluster.Card("apa001").Status!.Lease);
    }

    private Pod Pod(string name) => PodReader.Read(_cluster.Pods.Get(new ObjectName("np04", name))!);

    private IEnumerable<string> PodNames() => _cluster.Pods.All.Select(p => (string)p["metadata"]!["name"]!).Order();

    private async Task SettleAsync(params string[] partitions)
    {
        for (var i = 0; i < 20; i++)
        {
            foreach (var partition in partitions)
                await _operator.StepAsync(partition);
            _hosts.Settle();
            _time.Advance(TimeSpan.FromSeconds(1));
        }
    }
}

using Grpc.Core;
using KubeDaq.NodeAgent.State;
using KubeDaq.NodeAgent.Tests.Hosts;

namespace KubeDaq.NodeAgent.Tests.DevicePlugins;

public sealed class DevicePluginOfferTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_card_is_allocatable_within_a_second_and_comes_with_its_device_file_and_variables()
    {
        await using var host = new OneHost();
        await host.Kubelet.StartAsync();
        host.StartAgent(cards: TestCards.Apa001);
        await Until.TrueAsync(() => host.Kubelet.Allocatable(OneHost.Apa001) == 1, seconds: 2);
        var given = await host.Kubelet.AdmitAsync(host.Pod("readout"), OneHost.Apa001, Stop);
        Assert.Equal(["/dev/flx0 /dev/flx0 rw"], given.Devices.Select(one => $"{one.HostPath} {one.ContainerPath} {one.Permissions}"));
        Assert.Equal(
            [
                "KUBEDAQ_CARD_DEVICE=/dev/flx0", "KUBEDAQ_CARD_DEVICES=/dev/flx0", "KUBEDAQ_CARD_DEVICES_APA001=/dev/flx0",
                "KUBEDAQ_CARD_DEVICE_APA001=/dev/flx0", "KUBEDAQ_CARD_NAME=apa001", "KUBEDAQ_CARD_NAMES=apa001",
            ],
            given.Envs.Select(one => $"{one.Key}={one.Value}").Order(StringComparer.Ordinal));
        Assert.Equal([1L], host.Kubelet.Devices(OneHost.Apa001)[0].Topology.Nodes.Select(node => node.Id));
    }

    [Fact]
    public async Task A_split_card_has_one_resource_for_each_unit()
    {
        await using var host = new OneHost();
        await host.Kubelet.StartAsync();
        host.StartAgent(cards: TestCards.Apa002);
        await Until.TrueAsync(() => host.Kubelet.Allocatable("dune.daq/flxcard-apa002-data0") == 1 && host.Kubelet.Allocatable("dune.daq/flxcard-apa002-data1") == 1);
        var given = await host.Kubelet.AdmitAsync(host.Pod("readout", "dune.daq/flxcard-apa002-data1"), "dune.daq/flxcard-apa002-data1", Stop);
        Assert.Equal(["/dev/flx2"], given.Devices.Select(one => one.HostPath));
        Assert.Empty(host.Kubelet.Devices("dune.daq/flxcard-apa002"));
    }

    [Fact]
    public async Task It_is_there_again_after_the_kubelet_restarts_and_after_its_sockets_are_wiped()
    {
        await using var host = new OneHost();
        host.StartAgent(OfferMode.DevicePlugin, TestCards.Apa001);
        await host.Kubelet.StartAsync();
        await Until.TrueAsync(() => host.Kubelet.Allocatable(OneHost.Apa001) == 1);
        await host.Kubelet.RestartAsync();
        await Until.TrueAsync(() => host.Kubelet.Allocatable(OneHost.Apa001) == 1);
        await host.Kubelet.StopAsync();
        Directory.Delete(Path.Combine(host.Kubelet.PluginFolder, "dune.daq"), recursive: true);
        await host.Kubelet.StartAsync();
        await Until.TrueAsync(() => host.Kubelet.Allocatable(OneHost.Apa001) == 1);
    }

    [Fact]
    public async Task A_registration_that_the_kubelet_does_not_answer_is_made_again_soon()
    {
        await using var host = new OneHost();
        host.Kubelet.Unanswered.Leave(1);
        await host.Kubelet.StartAsync();
        host.StartAgent(cards: TestCards.Apa001);
        await Until.TrueAsync(() => host.Kubelet.Allocatable(OneHost.Apa001) == 1, seconds: 4);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task A_card_that_breaks_or_is_in_maintenance_is_not_allocatable_until_that_is_over(bool breaks, bool maintenance)
    {
        await using var host = new OneHost();
        await host.Kubelet.StartAsync();
        host.StartAgent(cards: TestCards.Apa001);
        await Until.TrueAsync(() => host.Kubelet.Allocatable(OneHost.Apa001) == 1);
        host.Change(breaks ? TestCards.Apa001 with { Health = TestCards.Broken } : TestCards.Apa001);
        host.Record("apa001", new(), maintenance);
        await Until.TrueAsync(() => host.Kubelet.Allocatable(OneHost.Apa001) == 0);
        Assert.Single(host.Kubelet.Devices(OneHost.Apa001));
        await Until.TrueAsync(() => host.State.Offers.Current.Cards["apa001"] is { Offered: false, Reason: "DriverMissing" or "Maintenance" });
        host.Change(TestCards.Apa001);
        host.Record("apa001", new());
        await Until.TrueAsync(() => host.Kubelet.Allocatable(OneHost.Apa001) == 1);
        await Until.TrueAsync(() => host.State.Offers.Current is { Mode: OfferMode.DevicePlugin, Reason: "Detected" } offers && offers.Cards["apa001"].Offered);
    }

    [Fact]
    public async Task A_device_that_a_container_still_has_is_not_handed_over_though_kubelet_and_API_server_have_forgotten_its_pod()
    {
        await using var host = new OneHost();
        await host.Kubelet.StartAsync();
        host.StartAgent(cards: TestCards.Apa001);
        await Until.TrueAsync(() => host.Kubelet.Allocatable(OneHost.Apa001) == 1);
        var first = host.Pod("first");
        await host.Kubelet.AdmitAsync(first, OneHost.Apa001, Stop);
        host.Cgroup(first, populated: true);
        host.Remove(first);
        var refused = await Assert.ThrowsAsync<RpcException>(() => host.Kubelet.AdmitAsync(host.Pod("second"), OneHost.Apa001, Stop));
        Assert.Equal("pod np04/first still has card apa001, and pod np04/second, which belongs to no partition asks for card apa001", refused.Status.Detail);
        Assert.Contains(host.Events.Noted, one => one is { Subject.Kind: "ReadoutCard", Reason: "CardInUse" });
        Assert.Contains(host.Events.Noted, one => one is { Subject: { Kind: "Pod", Name: "second" }, Reason: "CardInUse" });
        host.Cgroup(first, populated: false);
        await host.Kubelet.AdmitAsync(host.Pod("second"), OneHost.Apa001, Stop);
    }

    [Fact]
    public async Task A_card_whose_lease_belongs_to_another_partition_is_not_handed_over()
    {
        await using var host = new OneHost();
        await host.Kubelet.StartAsync();
        host.StartAgent(cards: TestCards.Apa001);
        host.Record("apa001", new() { Lease = new() { Namespace = "np04", Partition = "vd", Uid = "1", Since = default } });
        await Until.TrueAsync(() => host.Kubelet.Allocatable(OneHost.Apa001) == 1);
        var stranger = host.Pod("stranger", partition: "coldbox");
        var refused = await Assert.ThrowsAsync<RpcException>(() => host.Kubelet.AdmitAsync(stranger, OneHost.Apa001, Stop));
        Assert.Equal("card apa001 is held by partition np04/vd, and pod np04/stranger of partition np04/coldbox asks for it", refused.Status.Detail);
        host.Remove(stranger);
        await host.Kubelet.AdmitAsync(host.Pod("holder", partition: "vd"), OneHost.Apa001, Stop);
        await Until.TrueAsync(() => host.State.Offers.Current.Cards["apa001"].Pods is ["np04/holder"]);
    }

    [Fact]
    public async Task A_card_that_is_held_anew_is_not_handed_over_to_a_pod_of_the_hold_before()
    {
        await using var host = new OneHost();
        await host.Kubelet.StartAsync();
        host.StartAgent(cards: TestCards.Apa001);
        host.Record("apa001", new() { Lease = new() { Namespace = "np04", Partition = "vd", Uid = "1", Since = default, Number = 4 } });
        await Until.TrueAsync(() => host.Kubelet.Allocatable(OneHost.Apa001) == 1);
        var late = host.Pod("late", partition: "vd", leases: "apa001=3");
        var refused = await Assert.ThrowsAsync<RpcException>(() => host.Kubelet.AdmitAsync(late, OneHost.Apa001, Stop));
        Assert.Equal("card apa001 is held anew, by lease apa001=4, and pod np04/late of partition np04/vd, made under apa001=3, asks for it", refused.Status.Detail);
        host.Remove(late);
        await host.Kubelet.AdmitAsync(host.Pod("holder", partition: "vd", leases: "apa001=4"), OneHost.Apa001, Stop);
    }
}

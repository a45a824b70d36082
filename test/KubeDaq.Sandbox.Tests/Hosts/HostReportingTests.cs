using KubeDaq.Sandbox.Controllers;
using KubeDaq.Sandbox.Hosts;
using KubeDaq.Sandbox.Processes.Devices;
using KubeDaq.Sandbox.Processes.Pods;
using KubeDaq.Sandbox.Storage;
using Microsoft.Extensions.Time.Testing;

namespace KubeDaq.Sandbox.Tests.Hosts;

public sealed class HostReportingTests
{
    [Fact]
    public async Task Nodes_offer_their_cards_and_keep_their_leases_fresh()
    {
        var time = new FakeTimeProvider(new(2026, 11, 24, 7, 0, 0, TimeSpan.Zero));
        var objects = TestObjects.New(time);
        objects.TryCreate(Kinds.Namespaces, "", TestObjects.Parse("{metadata: {name: kube-node-lease}}"));
        var reporting = new HostReporting(objects, Contexts(), "v1.36.2", time);
        using var stop = new CancellationTokenSource();
        var running = reporting.RunAsync(stop.Token);
        var node = objects.Get(Kinds.Nodes, "", "daq2")!.Value;
        Assert.Equal("1", node.Text("status", "allocatable", "dune.daq/flxcard-apa001"));
        Assert.Equal("True", Conditions.Of(node, "Ready"));
        Assert.Equal("daq2", node.Text("metadata", "labels", "kubernetes.io/hostname"));
        var first = objects.Get(Kinds.Leases, "kube-node-lease", "daq2")!.Value;
        Assert.Equal(("2026-11-24T07:00:00.000000Z", node.Uid()), (first.Text("spec", "renewTime"), first.Maps("metadata", "ownerReferences").Single().Text("uid")));
        time.Advance(TimeSpan.FromSeconds(10));
        await Until.TrueAsync(() => objects.Get(Kinds.Leases, "kube-node-lease", "daq2")!.Value.Text("spec", "renewTime") == "2026-11-24T07:00:10.000000Z");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task A_card_that_somebody_put_on_a_node_by_hand_can_be_had_and_is_gone_with_its_capacity()
    {
        var objects = TestObjects.New();
        objects.TryCreate(Kinds.Namespaces, "", TestObjects.Parse("{metadata: {name: kube-node-lease}}"));
        using var stop = new CancellationTokenSource();
        var running = new HostReporting(objects, Contexts(), "v1.36.2", TimeProvider.System).RunAsync(stop.Token);
        string? Allocatable() => objects.Get(Kinds.Nodes, "", "daq7")!.Value.Text("status", "allocatable", "dune.daq/flxcard-apa009");
        objects.Update(Kinds.Nodes, "", "daq7", node => (node["status"]!["capacity"]!["dune.daq/flxcard-apa009"] = "1") is not null, "status");
        await Until.TrueAsync(() => Allocatable() == "1");
        objects.Update(Kinds.Nodes, "", "daq7", node => node["status"]!["capacity"]!.AsObject().Remove("dune.daq/flxcard-apa009"), "status");
        await Until.TrueAsync(() => Allocatable() is null);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public void A_capacity_that_somebody_put_on_a_node_by_hand_stays()
    {
        var objects = TestObjects.New();
        objects.TryCreate(Kinds.Namespaces, "", TestObjects.Parse("{metadata: {name: kube-node-lease}}"));
        var reporting = new HostReporting(objects, Contexts(), "v1.36.2", TimeProvider.System);
        reporting.Register();
        objects.Update(Kinds.Nodes, "", "daq7", node =>
        {
            node["status"]!["capacity"]!["dune.daq/flxcard-apa009"] = "1";
            return true;
        }, "status");
        reporting.Register();
        Assert.Equal("1", objects.Get(Kinds.Nodes, "", "daq7")!.Value.Text("status", "capacity", "dune.daq/flxcard-apa009"));
    }

    private static Dictionary<string, HostContext> Contexts() => HostsFile.Load(null).ToDictionary(
        host => host.Name, host => new HostContext(host, new DeviceLedger(host, "/nowhere", new OwnDevices(host)), new(host.PodNetwork)));
}

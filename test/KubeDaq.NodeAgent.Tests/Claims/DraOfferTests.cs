using System.Text.Json.Nodes;
using Grpc.Core;
using KubeDaq.Api;
using KubeDaq.Kubelet.Dra;
using KubeDaq.Kubelet.DraHealth;
using KubeDaq.NodeAgent.State;
using KubeDaq.NodeAgent.Tests.Hosts;

namespace KubeDaq.NodeAgent.Tests.Claims;

public sealed class DraOfferTests
{
    private const string Slice = "/apis/resource.k8s.io/v1/resourceslices/daq2-cards.dune.daq";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_kubelet_finds_the_driver_in_its_own_way_of_dialling_and_the_slice_says_what_the_card_is()
    {
        await using var host = await StartAsync();
        var driver = host.Kubelet.Watcher.Driver("cards.dune.daq")!;
        Assert.Equal("DRAPlugin", driver.Info.Type);
        Assert.Contains("v1.DRAPlugin", driver.Info.SupportedVersions);
        await Until.TrueAsync(() => host.Api.Get(Slice) is not null);
        var attributes = host.Api.Get(Slice)!["spec"]!["devices"]![0]!["attributes"]!;
        Assert.Equal(
            "card=apa001, kind=Felix, endpoint=0000:3b:00.0, detector=APA001, serial=FLX-17, firmware=rm5.1, resource.kubernetes.io/pciBusID=0000:3b:00.0, resource.kubernetes.io/pcieRoot=pci0000:3a",
            string.Join(", ", attributes.AsObject().Where(one => one.Value!["string"] is not null).Select(one => $"{one.Key}={one.Value!["string"]}")));
        Assert.Equal(1, (int)attributes["numaNode"]!["int"]!);
        await Until.TrueAsync(() => (string?)host.Api.Get("/apis/resource.k8s.io/v1/deviceclasses/flxcard-apa001.cards.dune.daq")?["spec"]?["extendedResourceName"] == OneHost.Apa001);
    }

    [Fact]
    public async Task A_claim_gets_its_card_until_it_is_given_back_and_asking_twice_is_asking_once()
    {
        await using var host = await StartAsync();
        var driver = host.Kubelet.Watcher.Driver("cards.dune.daq")!;
        var (first, second) = (host.Claim("first"), host.Claim("second"));
        for (var time = 0; time < 2; time++)
        {
            var prepared = await driver.PrepareAsync(first, Stop);
            Assert.Equal("", prepared.Error);
            Assert.Equal(["cards.dune.daq/card=apa001", "cards.dune.daq/card=apa001.only"], prepared.Devices[0].CdiDeviceIds);
        }
        Assert.Equal("pod np04/first still has card apa001, and pod np04/second, which belongs to no partition asks for card apa001", (await driver.PrepareAsync(second, Stop)).Error);
        for (var time = 0; time < 2; time++)
            Assert.Equal("", (await driver.UnprepareAsync(first, Stop)).Error);
        Assert.Equal("", (await driver.PrepareAsync(second, Stop)).Error);
    }

    [Fact]
    public async Task A_kubelet_whose_call_failed_has_the_pod_changed_by_the_next_agent_and_so_asks_again()
    {
        await using var host = await StartAsync();
        var claim = host.Claim("first");
        host.Api.IsUp = false;
        var failing = host.Kubelet.Watcher.Driver("cards.dune.daq")!.PrepareWithinAsync(TimeSpan.FromSeconds(45), claim, Stop);
        await Until.TrueAsync(() => host.Api.Asked.Any(path => path.Contains("resourceclaims", StringComparison.Ordinal)));
        await host.StopAgentAsync();
        Assert.NotEqual("", await ErrorAsync(failing));
        Assert.Null(PrepareAgain(host, "first"));
        host.Api.IsUp = true;
        host.StartAgent(OfferMode.Dra, TestCards.Apa001);
        await Until.TrueAsync(() => PrepareAgain(host, "first") is not null);
        Assert.Equal("", (await host.Kubelet.Watcher.Driver("cards.dune.daq")!.PrepareAsync(claim, Stop)).Error);
    }

    [Fact]
    public async Task The_runtime_is_told_the_device_files_and_variables_again_when_its_folder_was_wiped()
    {
        await using var host = await StartAsync();
        var file = Path.Combine(host.CdiFolder, "cards.dune.daq-card.json");
        await Until.TrueAsync(() => File.Exists(file));
        Directory.Delete(host.CdiFolder, recursive: true);
        await Until.TrueAsync(() => File.Exists(file));
        var device = JsonNode.Parse(await File.ReadAllTextAsync(file, Stop))!["devices"]![0]!;
        Assert.Equal("apa001", (string?)device["name"]);
        Assert.Equal("/dev/flx0", (string?)device["containerEdits"]!["deviceNodes"]![0]!["path"]);
    }

    [Fact]
    public async Task The_slice_is_there_again_after_the_kubelet_deleted_it_and_sockets_after_they_were_wiped()
    {
        await using var host = await StartAsync();
        await Until.TrueAsync(() => host.Api.Get(Slice) is not null);
        host.Api.Delete(Slice);
        await Until.TrueAsync(() => host.Api.Get(Slice) is not null);
        var before = host.Kubelet.Watcher.Driver("cards.dune.daq");
        foreach (var socket in Directory.GetFiles(Path.Combine(host.Kubelet.Root, "plugins_registry")).Concat(Directory.GetFiles(Path.Combine(host.Kubelet.Root, "plugins/cards.dune.daq"))))
            File.Delete(socket);
        await Until.TrueAsync(() => host.Kubelet.Watcher.Driver("cards.dune.daq") is { } now && now != before);
        Assert.Equal("", (await host.Kubelet.Watcher.Driver("cards.dune.daq")!.PrepareAsync(host.Claim("first"), Stop)).Error);
    }

    [Fact]
    public async Task A_card_in_maintenance_is_tainted_and_the_health_of_a_broken_one_is_told()
    {
        await using var host = await StartAsync();
        await Until.TrueAsync(() => host.Api.Get(Slice) is not null);
        host.Record("apa001", new(), maintenance: true);
        await Until.TrueAsync(() => (string?)host.Api.Get(Slice)?["spec"]?["devices"]?[0]?["taints"]?[0]?["key"] == "dune.daq/maintenance");
        using var health = new DRAResourceHealth.DRAResourceHealthClient(host.Kubelet.Watcher.Driver("cards.dune.daq")!.Channel).NodeWatchResources(new(), cancellationToken: Stop);
        Assert.True(await health.ResponseStream.MoveNext(Stop));
        Assert.Equal(HealthStatus.Healthy, health.ResponseStream.Current.Devices[0].Health);
        host.Change(TestCards.Apa001 with { Health = TestCards.Broken });
        Assert.True(await health.ResponseStream.MoveNext(Stop));
        Assert.Equal((HealthStatus.Unhealthy, "no driver is bound to it"), (health.ResponseStream.Current.Devices[0].Health, health.ResponseStream.Current.Devices[0].Message));
    }

    [Fact]
    public async Task A_card_that_a_pod_has_by_the_device_plugin_is_offered_to_claims_when_that_pod_is_gone()
    {
        await using var host = new OneHost();
        await host.Kubelet.StartAsync();
        host.StartAgent(OfferMode.DevicePlugin, TestCards.Apa001);
        await Until.TrueAsync(() => host.Kubelet.Allocatable(OneHost.Apa001) == 1);
        var pod = host.Pod("classic");
        await host.Kubelet.AdmitAsync(pod, OneHost.Apa001, Stop);
        await host.StopAgentAsync();
        host.StartAgent(OfferMode.Dra, TestCards.Apa001);
        await Until.TrueAsync(() => host.State.Offers.Current.Cards.GetValueOrDefault("apa001")?.Reason == "Draining" && host.Api.Get(Slice) is not null);
        Assert.Empty(host.Api.Get(Slice)!["spec"]!["devices"]!.AsArray());
        host.Remove(pod);
        await Until.TrueAsync(() => host.Api.Get(Slice)!["spec"]!["devices"]!.AsArray().Count == 1);
    }

    [Fact]
    public async Task Where_the_runtime_would_run_pods_without_their_cards_none_is_offered_and_the_reason_is_shown()
    {
        await using var host = new OneHost();
        host.Api.Put($"/api/v1/nodes/{OneHost.Node}", JsonNode.Parse("""{"status":{"nodeInfo":{"containerRuntimeVersion":"containerd://1.6.20"}}}""")!.AsObject());
        await host.Kubelet.StartAsync();
        host.StartAgent(OfferMode.Dra, TestCards.Apa001);
        await Until.TrueAsync(() => host.State.Offers.Current is { Mode: null, Reason: "RuntimeWithoutCdi" });
        Assert.Contains("containerd://1.6.20 is too old", host.State.Offers.Current.Message, StringComparison.Ordinal);
        Assert.Null(host.Kubelet.Watcher.Driver("cards.dune.daq"));
    }

    // The answer of an agent that ends, or none.
    private static async Task<string> ErrorAsync(Task<NodePrepareResourceResponse> call)
    {
        try
        {
            return (await call).Error;
        }
        catch (RpcException failure)
        {
            return failure.StatusCode.ToString();
        }
    }

    private static string? PrepareAgain(OneHost host, string pod) =>
        (string?)host.Api.Get($"/api/v1/namespaces/np04/pods/{pod}")!["metadata"]!["annotations"]![ApiGroup.PrepareAgainAnnotation];

    private static async Task<OneHost> StartAsync()
    {
        var host = new OneHost();
        await host.Kubelet.StartAsync();
        host.StartAgent(OfferMode.Dra, TestCards.Apa001);
        await Until.TrueAsync(() => host.Kubelet.Watcher.Driver("cards.dune.daq") is not null);
        return host;
    }
}

using System.Text.Json.Nodes;
using KubeDaq.Integration.Tests.Clusters;
using static KubeDaq.Integration.Tests.Partitions.PartitionManifest;

namespace KubeDaq.Integration.Tests.Partitions;

/// <summary>What a partition does on a cluster, from its creation to its end.</summary>
public sealed class PartitionLife(TestCluster cluster) : IAsyncLifetime
{
    private string _ns = "";
    private ApiServer _api = null!;

    private string Partitions => $"apis/dune.daq/v1alpha1/namespaces/{_ns}/partitions";

    private string Pods => $"api/v1/namespaces/{_ns}/pods";

    public async ValueTask InitializeAsync()
    {
        TestCluster.NeedsKubectl();
        _ns = await cluster.NamespaceAsync("life");
        _api = new ApiServer(cluster.Kubeconfig);
    }

    /// <summary>The next test wants the same cards.</summary>
    public async ValueTask DisposeAsync()
    {
        await cluster.KubectlAsync("-n", _ns, "delete", "partitions", "--all", "--timeout=50s");
        _api.Dispose();
    }

    [Fact]
    public async Task The_second_partition_waits_with_the_holders_name_and_gets_the_card_when_the_first_stops()
    {
        await _api.CreateAsync(Partitions, Of("coldbox", Application("readout", "apa001")).With("requestedBy", "gcrone"));
        await PhaseAsync("coldbox", "Running");

        await _api.CreateAsync(Partitions, Of("vd", Application("readout", "apa001")));
        var waiting = await PhaseAsync("vd", "Waiting");
        var message = waiting["status"]!["message"]!.GetValue<string>();
        Assert.Contains("apa001", message);
        Assert.Contains($"{_ns}/coldbox", message);
        Assert.Contains("gcrone", message);

        await _api.MergePatchAsync($"{Partitions}/coldbox", new JsonObject { ["spec"] = new JsonObject { ["state"] = "Stopped" } });
        await PhaseAsync("vd", "Running");
        await PhaseAsync("coldbox", "Stopped");
        var card = (await _api.GetAsync("apis/dune.daq/v1alpha1/readoutcards/apa001"))!;
        Assert.Equal("vd", card["status"]!["lease"]!["partition"]!.GetValue<string>());
        Assert.Equal($"{_ns}/coldbox", card["status"]!["history"]![0]!["partition"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_partition_takes_all_its_cards_or_none()
    {
        await _api.CreateAsync(Partitions, Of("one", Application("readout", "apa002")));
        await PhaseAsync("one", "Running");
        await _api.CreateAsync(Partitions, Of("both", Application("first", "apa001"), Application("second", "apa002")));
        await PhaseAsync("both", "Waiting");

        var free = (await _api.GetAsync("apis/dune.daq/v1alpha1/readoutcards/apa001"))!;
        Assert.Null(free["status"]!["lease"]);
        Assert.Empty((await _api.GetAsync($"{Pods}?labelSelector=dune.daq/partition%3Dboth"))!["items"]!.AsArray());
    }

    [Fact]
    public async Task A_partition_that_does_not_wait_fails_and_says_why()
    {
        await _api.CreateAsync(Partitions, Of("holder", Application("readout", "apa001")));
        await PhaseAsync("holder", "Running");
        await _api.CreateAsync(Partitions, Of("hasty", Application("readout", "apa001")).With("whenBusy", "Fail"));
        var failed = await PhaseAsync("hasty", "Failed");
        Assert.Contains($"{_ns}/holder", failed["status"]!["message"]!.GetValue<string>());
    }

    [Fact]
    public async Task Applications_start_after_those_they_name()
    {
        await _api.CreateAsync(Partitions, Of("ordered", Application("readout", startAfter: "writer"), Application("writer")));
        await PhaseAsync("ordered", "Running");
        var started = (await _api.GetAsync(Pods))!["items"]!.AsArray().ToDictionary(
            p => p!["metadata"]!["name"]!.GetValue<string>(), p => p!);
        var ready = started["ordered-writer-0"]["status"]!["conditions"]!.AsArray().Single(c => c!["type"]!.GetValue<string>() == "Ready");
        var created = started["ordered-readout-0"]["metadata"]!["creationTimestamp"]!.GetValue<DateTimeOffset>();
        Assert.True(created >= ready!["lastTransitionTime"]!.GetValue<DateTimeOffset>());
    }

    [Fact]
    public async Task A_lost_pod_is_made_again()
    {
        await _api.CreateAsync(Partitions, Of("steady", Application("readout", "apa001")));
        await PhaseAsync("steady", "Running");
        var before = await UidAsync("steady-readout-0");
        await _api.DeleteAsync($"{Pods}/steady-readout-0");
        await Eventually.Async(() => UidAsync("steady-readout-0"), uid => uid.Length > 0 && uid != before, "another pod of the same name");
        await PhaseAsync("steady", "Running");
    }

    [Fact]
    public async Task A_deleted_partition_leaves_nothing_behind()
    {
        await _api.CreateAsync(Partitions, Of("brief", Application("readout", "apa001")));
        await PhaseAsync("brief", "Running");
        await _api.DeleteAsync($"{Partitions}/brief");
        await Eventually.Async(async () => await _api.GetAsync($"{Partitions}/brief"), p => p is null, "the partition is gone");
        Assert.Null((await _api.GetAsync("apis/dune.daq/v1alpha1/readoutcards/apa001"))!["status"]!["lease"]);
        await Eventually.Async(
            async () => (await cluster.KubectlAsync("-n", _ns, "get", "pods,roles,rolebindings,services,endpointslices", "-o", "name")).Out,
            names => names.Length == 0, "nothing of it is left");
    }

    [Fact]
    public async Task An_unknown_card_and_an_impossible_order_are_told_in_the_status()
    {
        await _api.CreateAsync(Partitions, Of("lost", Application("readout", "apa999")));
        var failed = await Eventually.Async(
            async () => (await _api.GetAsync($"{Partitions}/lost"))!, p => p["status"]?["message"] is not null, "a message");
        Assert.Contains("apa999", failed["status"]!["message"]!.GetValue<string>());

        await _api.CreateAsync(Partitions, Of("cycle", Application("a", startAfter: "b"), Application("b", startAfter: "a")));
        var cycle = await PhaseAsync("cycle", "Failed");
        Assert.Contains("a after b after a", cycle["status"]!["message"]!.GetValue<string>());
    }

    private async Task<string> UidAsync(string pod) => (await _api.GetAsync($"{Pods}/{pod}"))?["metadata"]!["uid"]!.GetValue<string>() ?? "";

    private Task<JsonObject> PhaseAsync(string name, string phase) => Eventually.Async(
        async () => (await _api.GetAsync($"{Partitions}/{name}"))!,
        p => p["status"]?["phase"]?.GetValue<string>() == phase, $"partition {name} is {phase}");
}

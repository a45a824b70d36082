using System.Text.Json.Nodes;
using KubeDaq.Integration.Tests.Clusters;
using KubeDaq.NodeAgent.Tests.Kubelets;

namespace KubeDaq.Integration.Tests.Agent;

/// <summary>The real agent against faults, one at a time: right again within 5 s, and never two containers on one device.</summary>
public sealed class AgentFaults(TestCluster cluster)
{
    [Fact]
    public async Task A_card_that_is_found_is_on_record_and_a_pod_gets_its_device_file_and_variables()
    {
        await using var host = await StartAsync();
        var given = await host.Kubelet.AdmitAsync(await host.CreatePodAsync(), host.Resource, TestContext.Current.CancellationToken);
        Assert.Equal(["/dev/flx0", "/dev/cmem_rcc"], given.Devices.Select(device => device.HostPath));
        Assert.Equal("/dev/flx0", given.Envs["KUBEDAQ_CARD_DEVICE"]);
        var record = await host.UntilAsync(
            () => host.Api.GetAsync($"apis/dune.daq/v1alpha1/readoutcards/{host.Card}"),
            card => card?["status"]?["conditions"]?.AsArray().Any(one => (string?)one!["type"] == "Offered" && (string?)one["status"] == "True") ?? false, "the card is on record as offered");
        Assert.Equal(host.Name, (string?)record!["spec"]!["host"]);
    }

    [Fact]
    public async Task The_kubelet_restarts()
    {
        await using var host = await StartAsync();
        var pod = await AdmittedAsync(host);
        await host.Kubelet.RestartAsync();
        await host.UntilOfferedAsync();
        await HandsOverOnceOnlyAsync(host, pod);
    }

    [Fact]
    public async Task The_agent_restarts()
    {
        await using var host = await StartAsync();
        var pod = await AdmittedAsync(host);
        await host.StopAgentAsync();
        host.StartAgent();
        await host.UntilOfferedAsync();
        await HandsOverOnceOnlyAsync(host, pod);
    }

    [Fact]
    public async Task The_agent_is_killed_in_the_middle_of_handing_over()
    {
        await using var host = await StartAsync();
        var asked = await host.CreatePodAsync();
        var admission = host.TryAdmitAsync(asked);
        host.KillAgent();
        var refusal = await admission;
        host.StartAgent();
        await host.UntilOfferedAsync();
        await HandsOverOnceOnlyAsync(host, refusal is null ? asked : await AdmittedAsync(host));
    }

    [Fact]
    public async Task The_sockets_are_wiped()
    {
        await using var host = await StartAsync();
        await host.Kubelet.StopAsync();
        Directory.Delete(host.Kubelet.PluginFolder, recursive: true);
        await host.Kubelet.StartAsync();
        await host.UntilOfferedAsync();
        await HandsOverOnceOnlyAsync(host, await AdmittedAsync(host));
    }

    [Fact]
    public async Task The_checkpoint_cannot_be_read()
    {
        await using var host = await StartAsync();
        var pod = await AdmittedAsync(host);
        host.KillAgent();
        await File.WriteAllTextAsync(host.Checkpoint, "not what was written", TestContext.Current.CancellationToken);
        host.StartAgent();
        await host.UntilOfferedAsync();
        await host.UntilAsync(() => Task.FromResult(host.Log), log => log.Contains("was learned from the kubelet", StringComparison.Ordinal), "the agent asks the kubelet");
        Assert.Equal("not what was written", await File.ReadAllTextAsync(host.Checkpoint + ".unreadable-1", TestContext.Current.CancellationToken));
        await HandsOverOnceOnlyAsync(host, pod);
    }

    [Fact]
    public async Task The_folder_of_CDI_files_is_wiped_and_the_agent_killed_in_the_middle_of_preparing_a_claim()
    {
        await using var host = await AgentHost.StartAsync(
            cluster, await cluster.NamespaceAsync("agent"), started => started.Kubelet.Watcher.Driver("cards.dune.daq") is not null, "--mode", "Dra");
        var file = Path.Combine(host.CdiFolder, "cards.dune.daq-card.json");
        await host.UntilAsync(() => Task.FromResult(file), File.Exists, "the CDI file is there");
        Directory.Delete(host.CdiFolder, recursive: true);
        await host.UntilAsync(() => Task.FromResult(file), File.Exists, "the CDI file is back");
        var (claim, other) = (await AgentClaim.CreateAsync(host), await AgentClaim.CreateAsync(host));
        var preparing = claim.TryPrepareAsync();
        host.KillAgent();
        await preparing;
        host.StartAgent();
        await claim.UntilAskedAgainAsync();
        await host.UntilAsync(claim.TryPrepareAsync, error => error is "", "the claim is prepared");
        Assert.Contains("still has card", await other.TryPrepareAsync(), StringComparison.Ordinal);
        Assert.Equal("", await claim.TryUnprepareAsync());
        Assert.Equal("", await other.TryPrepareAsync());
    }

    [Fact]
    public async Task A_card_that_is_only_counted_is_counted_again_when_its_node_is_made_anew()
    {
        await using var host = await AgentHost.StartAsync(
            cluster, await cluster.NamespaceAsync("agent"), started => started.Log.Contains("written into the capacity", StringComparison.Ordinal), "--mode", "NodeStatus");
        await CountedAsync(host);
        await host.Api.MergePatchAsync($"api/v1/nodes/{host.Name}/status", new JsonObject { ["status"] = new JsonObject { ["capacity"] = new JsonObject { [host.Resource] = "0" } } });
        await CountedAsync(host);
        await host.Api.DeleteAsync($"api/v1/nodes/{host.Name}");
        await host.Api.CreateAsync("api/v1/nodes", new JsonObject { ["metadata"] = new JsonObject { ["name"] = host.Name } });
        await CountedAsync(host);
    }

    private static Task<JsonObject?> CountedAsync(AgentHost host) => host.UntilAsync(
        () => host.Api.GetAsync($"api/v1/nodes/{host.Name}"), node => (string?)node?["status"]?["capacity"]?[host.Resource] == "1", "the card is counted");

    private async Task<AgentHost> StartAsync() =>
        await AgentHost.StartAsync(cluster, await cluster.NamespaceAsync("agent"), host => host.Kubelet.Allocatable(host.Resource) == 1);

    private static async Task<KubeletPod> AdmittedAsync(AgentHost host)
    {
        var pod = await host.CreatePodAsync();
        Assert.Null(await host.TryAdmitAsync(pod));
        return pod;
    }

    /// <summary>While the pod's container runs nobody else gets the card, though everybody has forgotten the pod; then the next one gets it.</summary>
    private static async Task HandsOverOnceOnlyAsync(AgentHost host, KubeletPod pod)
    {
        await host.ForgetAsync(pod);
        await host.UntilOfferedAsync();
        Assert.Contains($"pod {pod.Namespace}/{pod.Name} still has card {host.Card}", await host.TryAdmitAsync(await host.CreatePodAsync()), StringComparison.Ordinal);
        await host.EndAsync(pod);
        Assert.Null(await host.TryAdmitAsync(await host.CreatePodAsync()));
    }
}

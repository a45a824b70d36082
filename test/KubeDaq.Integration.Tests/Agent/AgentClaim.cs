using System.Text.Json.Nodes;
using Grpc.Core;
using KubeDaq.Api;
using KubeDaq.Kubelet.Dra;
using KubeDaq.NodeAgent.Tests.Kubelets;

namespace KubeDaq.Integration.Tests.Agent;

/// <summary>A claim that the scheduler has given the card of a host, with the pod that it is reserved for.</summary>
internal sealed class AgentClaim
{
    // Seconds: the agent compiles itself, is found by the kubelet and reads pods and claims.
    private const int AskedAgain = 15;

    private readonly AgentHost _host;
    private readonly Claim _claim;
    private readonly KubeletPod _pod;

    private AgentClaim(AgentHost host, Claim claim, KubeletPod pod) => (_host, _claim, _pod) = (host, claim, pod);

    public static async Task<AgentClaim> CreateAsync(AgentHost host)
    {
        var name = $"claim-{Guid.NewGuid():N}"[..14];
        var pod = await host.CreatePodAsync(name);
        var path = $"apis/resource.k8s.io/v1/namespaces/{host.Namespace}/resourceclaims";
        var claim = await host.Api.CreateAsync(path, JsonNode.Parse($$$"""
            {"apiVersion": "resource.k8s.io/v1", "kind": "ResourceClaim", "metadata": {"name": "{{{name}}}"},
             "spec": {"devices": {"requests": [{"name": "card", "exactly": {"deviceClassName": "flxcard"} }] } } }
            """)!);
        await host.Api.MergePatchAsync($"{path}/{name}/status", JsonNode.Parse($$$"""
            {"status": {"allocation": {"devices": {"results": [{"request": "card", "driver": "cards.dune.daq", "pool": "{{{host.Name}}}", "device": "{{{host.Card}}}"}] } },
                        "reservedFor": [{"resource": "pods", "name": "{{{pod.Name}}}", "uid": "{{{pod.Uid}}}"}] } }
            """)!);
        return new(host, new() { Namespace = host.Namespace, Name = name, Uid = (string)claim["metadata"]!["uid"]! }, pod);
    }

    /// <summary>Waits until the agent has changed the pod, at which the kubelet asks again.</summary>
    public Task UntilAskedAgainAsync() => _host.UntilAsync(
        () => _host.Api.GetAsync($"api/v1/namespaces/{_pod.Namespace}/pods/{_pod.Name}"),
        pod => pod?["metadata"]?["annotations"]?[ApiGroup.PrepareAgainAnnotation] is not null, "the kubelet is had to ask again", AskedAgain);

    /// <summary>Has the claim prepared; the error, "" for none.</summary>
    public Task<string> TryPrepareAsync() => TryAsync(async driver => (await driver.PrepareAsync(_claim, TestContext.Current.CancellationToken)).Error);

    /// <summary>Has the claim given back; the error, "" for none.</summary>
    public Task<string> TryUnprepareAsync() => TryAsync(async driver => (await driver.UnprepareAsync(_claim, TestContext.Current.CancellationToken)).Error);

    private async Task<string> TryAsync(Func<DriverFound, Task<string>> call)
    {
        try
        {
            return _host.Kubelet.Watcher.Driver("cards.dune.daq") is { } driver ? await call(driver) : "there is no driver";
        }
        catch (RpcException failure)
        {
            return failure.Status.Detail;
        }
    }
}

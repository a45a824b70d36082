using System.Text.Json.Nodes;
using Grpc.Core;
using KubeDaq.Integration.Tests.Clusters;
using KubeDaq.NodeAgent.Tests.Kubelets;

namespace KubeDaq.Integration.Tests.Agent;

/// <summary>A host with a kubelet that behaves as a real one was seen to, one card, and the real agent, on the cluster of the tests.</summary>
internal sealed class AgentHost : IAsyncDisposable
{
    private const int FirstStart = 60;

    // Short: the path of a unix socket has room for 107 letters.
    private readonly string _folder = Directory.CreateTempSubdirectory("daq-").FullName;
    private readonly string _kubeconfig;
    private readonly string[] _options;
    private readonly HostTree _tree;
    private AgentProcess? _agent;

    private AgentHost(TestCluster cluster, string ns, string[] options)
    {
        (_kubeconfig, Namespace, _options) = (cluster.Kubeconfig, ns, options);
        Api = new(cluster.Kubeconfig);
        Name = $"agent-{Guid.NewGuid():N}"[..14];
        Card = $"card-{Name[6..]}";
        Kubelet = new(Path.Combine(_folder, "kubelet"));
        _tree = new(Path.Combine(_folder, "root"));
        File.WriteAllText(Path.Combine(_folder, "agent.yaml"), $"cards:\n- {{name: {Card}, pciAddress: \"{HostTree.PciAddress}\"}}\n");
    }

    // Seconds until all is right again after a fault, and those that the first start takes two idle processors, as it compiles both sides.
    // On a machine that is busier by some factor the faults are given more time by the same factor.
    private const int RightAgain = 5;
    private const int UsualFirstStart = 2;

    private int _rightAgain = RightAgain;

    public ApiServer Api { get; }

    public string Name { get; }

    public string Card { get; }

    public string Namespace { get; }

    public string Resource => $"dune.daq/flxcard-{Card}";

    public FakeKubelet Kubelet { get; }

    public string Checkpoint => Path.Combine(_folder, "state/grants.json");

    public string CdiFolder => Path.Combine(_folder, "cdi");

    public string Log => _agent?.Log ?? "";

    /// <summary>Makes the host, with a kubelet and an agent at work.</summary>
    public static async Task<AgentHost> StartAsync(TestCluster cluster, string ns, Func<AgentHost, bool>? waitFor = null, params string[] options)
    {
        var host = new AgentHost(cluster, ns, options);
        await host.Api.CreateAsync("api/v1/nodes", new JsonObject { ["metadata"] = new JsonObject { ["name"] = host.Name } });
        await host.Api.MergePatchAsync($"api/v1/nodes/{host.Name}/status", JsonNode.Parse("""
            {"status": {"capacity": {"cpu": "16", "memory": "64Gi", "pods": "110"}, "nodeInfo": {"containerRuntimeVersion": "containerd://2.1.9",
              "machineID": "", "systemUUID": "", "bootID": "", "kernelVersion": "", "osImage": "", "kubeletVersion": "v1.36.2", "kubeProxyVersion": "", "operatingSystem": "linux", "architecture": "amd64"}}}
            """)!);
        await host.Kubelet.StartAsync();
        host.StartAgent();
        try
        {
            // The first start compiles both sides; from then on five seconds count.
            var began = TimeProvider.System.GetTimestamp();
            if (waitFor is not null) await host.UntilAsync(() => Task.FromResult(waitFor(host)), holds => holds, "what the agent offers is there", FirstStart);
            host._rightAgain = (int)Math.Ceiling(RightAgain * Math.Max(1, TimeProvider.System.GetElapsedTime(began).TotalSeconds / UsualFirstStart));
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    public void StartAgent()
    {
        _agent?.Dispose();
        _agent = AgentProcess.Start(
        [
            "--node-name", Name, "--host-root", Path.Combine(_folder, "root"), "--kubelet-root", Kubelet.Root, "--state", Path.Combine(_folder, "state"),
            "--cdi", CdiFolder, "--config", Path.Combine(_folder, "agent.yaml"), "--kubeconfig", _kubeconfig, .. _options,
        ]);
    }

    public void KillAgent() => _agent!.Kill();

    public Task StopAgentAsync() => _agent!.StopAsync();

    /// <summary>A pod that is bound to the host and asks for the card, by a claim of this name where one is given.</summary>
    public async Task<KubeletPod> CreatePodAsync(string? claim = null)
    {
        var asked = JsonNode.Parse($$$"""
            {"metadata": {"generateName": "reader-"}, "spec": {"nodeName": "{{{Name}}}", "terminationGracePeriodSeconds": 0,
              "containers": [{"name": "main", "image": "registry/reader:1", "resources": {"limits": {"{{{Resource}}}": "1"}, "requests": {"{{{Resource}}}": "1"} } }] } }
            """)!;
        if (claim is not null)
            asked["spec"]!["resourceClaims"] = new JsonArray(new JsonObject { ["name"] = "card", ["resourceClaimName"] = claim });
        var pod = await Api.CreateAsync($"api/v1/namespaces/{Namespace}/pods", asked);
        return new(Namespace, (string)pod["metadata"]!["name"]!, (string)pod["metadata"]!["uid"]!);
    }

    /// <summary>Lets the kubelet admit a pod, and starts its container; the refusal, or null.</summary>
    public async Task<string?> TryAdmitAsync(KubeletPod pod)
    {
        try
        {
            await Kubelet.AdmitAsync(pod, Resource, TestContext.Current.CancellationToken);
            Begin(pod);
            return null;
        }
        catch (RpcException refusal)
        {
            await EndAsync(pod);
            return $"{refusal.StatusCode}: {refusal.Status.Detail}";
        }
    }

    /// <summary>The container of a pod runs.</summary>
    public void Begin(KubeletPod pod) => _tree.Cgroup(pod.Uid, populated: true);

    /// <summary>The container of a pod has ended, and its object is gone.</summary>
    public async Task EndAsync(KubeletPod pod)
    {
        _tree.Cgroup(pod.Uid, populated: false);
        await ForgetAsync(pod);
    }

    /// <summary>The pod is deleted by force: kubelet and API server forget it, and its container still runs.</summary>
    public async Task ForgetAsync(KubeletPod pod)
    {
        Kubelet.Books.Forget(pod);
        await Api.DeleteAsync($"api/v1/namespaces/{Namespace}/pods/{pod.Name}?gracePeriodSeconds=0");
    }

    public Task UntilOfferedAsync() => UntilAsync(() => Task.FromResult(Kubelet.Allocatable(Resource)), count => count == 1, $"{Resource} is allocatable");

    /// <summary>Waits for what must be so again soon after a fault; fails with what the agent said.</summary>
    public async Task<T> UntilAsync<T>(Func<Task<T>> look, Func<T, bool> holds, string what, int seconds = 0)
    {
        try
        {
            return await Eventually.Async(look, holds, what, seconds > 0 ? seconds : _rightAgain);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message}; the agent says:\n{Log}", late);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _agent?.Dispose();
        await Kubelet.DisposeAsync();
        await Api.DeleteAsync($"apis/dune.daq/v1alpha1/readoutcards/{Card}");
        await Api.DeleteAsync($"apis/dune.daq/v1alpha1/daqhosts/{Name}");
        await Api.DeleteAsync($"api/v1/nodes/{Name}");
        Api.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using KubeDaq.Bench.Clusters;
using KubeDaq.Cluster.Clients;
using KubeDaq.Integration.Tests.Agent;
using KubeDaq.NodeAgent.Tests.Kubelets;

namespace KubeDaq.Bench.Agents;

/// <summary>A host with one card and a kubelet's other side, on which an agent is measured.</summary>
internal sealed class BenchHost : IAsyncDisposable
{
    private const string Name = "bench-agent";
    private const string Resource = "dune.daq/flxcard-bench-agent";
    private const double TicksPerSecond = 100;
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(65);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // Short: the path of a unix socket has room for 107 letters.
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("daq-");
    // In memory, as deploy/ has it.
    private readonly DirectoryInfo _state = Directory.CreateDirectory($"/dev/shm/daq-{Guid.NewGuid():N}");
    private readonly BenchCluster _cluster;
    private readonly string _agent;
    private readonly FakeKubelet _kubelet;
    private Process? _process;

    private BenchHost(BenchCluster cluster, string agent)
    {
        (_cluster, _agent) = (cluster, agent);
        _kubelet = new(In("kubelet"));
        _ = new HostTree(In("root"));
        File.WriteAllText(In("agent.yaml"), $"cards:\n- {{name: {Name}, pciAddress: \"{HostTree.PciAddress}\"}}\n");
    }

    private ResourceClient<JsonObject> Nodes => _cluster.Connection.Client(Kinds.Json(Kinds.Node));

    private ResourceClient<JsonObject> Pods => _cluster.Connection.Client(Kinds.Json(Kinds.Pod));

    public static async Task<BenchHost> MakeAsync(BenchCluster cluster, string agent, CancellationToken stop)
    {
        var host = new BenchHost(cluster, agent);
        await host.Nodes.CreateAsync(new() { ["apiVersion"] = "v1", ["kind"] = "Node", ["metadata"] = new JsonObject { ["name"] = Name } }, stop);
        await host._kubelet.StartAsync();
        return host;
    }

    /// <summary>Starts the agent anew; how long until the kubelet has its card.</summary>
    public async Task<TimeSpan> StartAsync(CancellationToken stop)
    {
        End();
        await _kubelet.RestartAsync();
        var began = TimeProvider.System.GetTimestamp();
        _process = Process.Start(new ProcessStartInfo(_agent,
        [
            "--node-name", Name, "--host-root", In("root"), "--kubelet-root", _kubelet.Root, "--state", _state.FullName, "--cdi", In("cdi"),
            "--config", In("agent.yaml"), "--kubeconfig", _cluster.Kubeconfig, "--metrics", "127.0.0.1:0",
        ]) { RedirectStandardError = true })!;
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
        while (_kubelet.Allocatable(Resource) == 0)
        {
            if (_process.HasExited || TimeProvider.System.GetElapsedTime(began) > Patience)
                throw new BenchFailure("the agent did not register its card");
            await Task.Delay(Look, TimeProvider.System, stop);
        }

        return TimeProvider.System.GetElapsedTime(began);
    }

    /// <summary>Allocates the card for a pod again and again; how long each call took, the shortest first.</summary>
    public async Task<IReadOnlyList<TimeSpan>> AllocateAsync(int calls, CancellationToken stop)
    {
        var made = await Pods.CreateAsync(JsonNode.Parse($$"""
            {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "{{Name}}", "namespace": "default"}, "spec": {"nodeName": "{{Name}}", "containers":
              [{"name": "main", "image": "registry/x:1", "resources": {"requests": {"{{Resource}}": "1"}, "limits": {"{{Resource}}": "1"} } }] } }
            """)!.AsObject(), stop);
        var pod = new KubeletPod("default", Name, (string)made["metadata"]!["uid"]!);
        var times = new List<TimeSpan>();
        // As many before: this process and the sandbox compile themselves in them, which a kubelet and an API server do not.
        for (var call = -calls; call < calls; call++)
        {
            var began = TimeProvider.System.GetTimestamp();
            await _kubelet.AdmitAsync(pod, Resource, stop);
            if (call >= 0)
                times.Add(TimeProvider.System.GetElapsedTime(began));
            _kubelet.Books.Forget(pod);
        }

        times.Sort();
        return times;
    }

    /// <summary>Leaves the agent alone; its resident memory, and its share of one core in percent.</summary>
    public async Task<(long Memory, double Share)> IdleAsync(CancellationToken stop)
    {
        await Task.Delay(Settling, TimeProvider.System, stop);
        var before = Ticks();
        await Task.Delay(Rest, TimeProvider.System, stop);
        _process!.Refresh();
        return (_process.WorkingSet64, 100 * (Ticks() - before) / TicksPerSecond / Rest.TotalSeconds);
    }

    public async ValueTask DisposeAsync()
    {
        End();
        await _kubelet.DisposeAsync();
        await Pods.DeleteAsync(new("default", Name), (string?)null, CancellationToken.None);
        await _cluster.Connection.Client(Kinds.Json(Kinds.ReadoutCard)).DeleteAsync(new("", Name), (string?)null, CancellationToken.None);
        await _cluster.Connection.Client(Kinds.Json(Kinds.DaqHost)).DeleteAsync(new("", Name), (string?)null, CancellationToken.None);
        await Nodes.DeleteAsync(new("", Name), (string?)null, CancellationToken.None);
        _state.Delete(recursive: true);
        _folder.Delete(recursive: true);
    }

    private void End()
    {
        _process?.Kill();
        _process?.WaitForExit();
        _process?.Dispose();
        _process = null;
    }

    private double Ticks()
    {
        var fields = File.ReadAllText($"/proc/{_process!.Id}/stat").Split(") ")[1].Split(' ');
        return double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture);
    }

    private string In(string name) => Path.Combine(_folder.FullName, name);
}

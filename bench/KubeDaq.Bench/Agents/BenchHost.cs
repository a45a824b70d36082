using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using KubeDaq.Bench.Clusters;
using KubeDaq.Cluster.Clients;
using KubeDaq.Integration.Tests.Agent;
using KubeDaq.NodeAgent.Tests.Kubelets;

namespace KubeDaq.Bench.Agents;

/// <summary>A host with two cards, as a readout host has, and a kubelet's other side, on which an agent is measured.</summary>
internal sealed class BenchHost : IAsyncDisposable
{
    public const string Name = "bench-agent";
    private const string SecondAddress = "0000:5e:00.0";
    private const double TicksPerSecond = 100;
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(65);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // Short: the path of a unix socket has room for 107 letters.
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("daq-");
    // In memory, as deploy/ has it.
    private readonly DirectoryInfo _state = Directory.CreateDirectory($"/dev/shm/daq-{Guid.NewGuid():N}");
    private readonly BenchCluster _cluster;
    private readonly string _agent;
    private Process? _process;

    private BenchHost(BenchCluster cluster, string agent)
    {
        (_cluster, _agent) = (cluster, agent);
        Kubelet = new(In("kubelet"));
        _ = new HostTree(In("root"), SecondAddress);
        File.WriteAllText(In("agent.yaml"), $"""
            cards:
            - name: {Cards[0]}
              pciAddress: "{HostTree.PciAddress}"
            - name: {Cards[1]}
              pciAddress: "{SecondAddress}"
            """);
    }

    /// <summary>The names of its cards.</summary>
    public IReadOnlyList<string> Cards { get; } = ["bench-agent-1", "bench-agent-2"];

    /// <summary>The kubelet's other side.</summary>
    public FakeKubelet Kubelet { get; }

    /// <summary>The resource of a card.</summary>
    public static string Resource(string card) => $"dune.daq/flxcard-{card}";

    private ResourceClient<JsonObject> Nodes => _cluster.Connection.Client(Kinds.Json(Kinds.Node));

    public static async Task<BenchHost> MakeAsync(BenchCluster cluster, string agent, CancellationToken stop)
    {
        var host = new BenchHost(cluster, agent);
        await host.Nodes.CreateAsync(new() { ["apiVersion"] = "v1", ["kind"] = "Node", ["metadata"] = new JsonObject { ["name"] = Name } }, stop);
        await host.Kubelet.StartAsync();
        return host;
    }

    /// <summary>Starts the agent anew; how long until the kubelet has its cards.</summary>
    public async Task<TimeSpan> StartAsync(CancellationToken stop)
    {
        End();
        await Kubelet.RestartAsync();
        var began = TimeProvider.System.GetTimestamp();
        var start = new ProcessStartInfo(_agent,
        [
            "--node-name", Name, "--host-root", In("root"), "--kubelet-root", Kubelet.Root, "--state", _state.FullName, "--cdi", In("cdi"),
            "--config", In("agent.yaml"), "--kubeconfig", _cluster.Kubeconfig, "--metrics", "127.0.0.1:0",
        ]) { RedirectStandardError = true };
        QuietRuntime.LeaveTo(start);
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
        await Until.TrueAsync(
            () => Cards.All(card => Kubelet.Allocatable(Resource(card)) > 0), "the agent has not registered its cards", Look, Patience, stop);
        return TimeProvider.System.GetElapsedTime(began);
    }

    /// <summary>Leaves the agent alone; its resident memory, and its share of one core in percent.</summary>
    public async Task<(long Memory, double Share)> IdleAsync(TimeSpan rest, CancellationToken stop)
    {
        await Task.Delay(Settling, TimeProvider.System, stop);
        var before = Ticks();
        await Task.Delay(rest, TimeProvider.System, stop);
        _process!.Refresh();
        return (_process.WorkingSet64, 100 * (Ticks() - before) / TicksPerSecond / rest.TotalSeconds);
    }

    public async ValueTask DisposeAsync()
    {
        End();
        await Kubelet.DisposeAsync();
        foreach (var card in Cards)
            await _cluster.Connection.Client(Kinds.Json(Kinds.ReadoutCard)).DeleteAsync(new("", card), (string?)null, CancellationToken.None);
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

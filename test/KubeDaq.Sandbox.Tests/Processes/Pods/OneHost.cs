using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Controllers;
using KubeDaq.Sandbox.Hosts;
using KubeDaq.Sandbox.Processes.Containers;
using KubeDaq.Sandbox.Processes.Devices;
using KubeDaq.Sandbox.Processes.Pods;
using KubeDaq.Sandbox.Processes.Probes;
using KubeDaq.Sandbox.Processes.Volumes;
using KubeDaq.Sandbox.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace KubeDaq.Sandbox.Tests.Processes.Pods;

/// <summary>One simulated host with two cards, and its kubelet at work on objects in memory.</summary>
internal sealed class OneHost : IPodTokens, IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kubedaq-host-").FullName;
    private readonly CancellationTokenSource _stop = new();
    private readonly ContainerEngine _engine;
    private readonly ProbeCheck _probes;
    private readonly Task _running;

    public OneHost(BackOffTimes? backOff = null, Action<IObjects>? before = null)
    {
        var time = TimeProvider.System;
        Objects = TestObjects.New();
        Objects.TryCreate(Kinds.Namespaces, "", Parse("{metadata: {name: np04}}"));
        Objects.TryCreate(Kinds.Nodes, "", Parse("{metadata: {name: daq2}, status: {allocatable: {cpu: '4', memory: 8Gi}}}"));
        before?.Invoke(Objects);
        _engine = new(Tools.Find(Environment.GetEnvironmentVariable("PATH")!), time);
        _probes = new(_engine, time);
        Devices = new(Host, Path.Combine(_folder, "devices"), new OwnDevices(Host));
        Devices.MakeFiles();
        File.WriteAllText(Devices.File("/dev/flx0")!, "card one");
        File.WriteAllText(Devices.File("/dev/flx1")!, "card two");
        var image = new MachineImage(new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin" });
        Folders = new(Path.Combine(_folder, "pods"));
        var parts = new HostParts
        {
            Objects = Objects,
            Engine = _engine,
            Events = new(Objects, time),
            Variables = new(Objects, new(Objects, () => new("https://127.0.0.1:6443")), image),
            Contents = new(Objects, this),
            Probes = _probes,
            Folders = Folders,
            Time = time,
            Log = NullLogger.Instance,
            BackOff = backOff ?? BackOffTimes.Kubelet,
        };
        _running = new Kubelets(parts, new Dictionary<string, HostContext> { ["daq2"] = new(Host, Devices, new("127.11.0.0")) }).RunAsync(_stop.Token);
    }

    public static SimulatedHost Host { get; } = new()
    {
        Name = "daq2",
        Address = "127.0.102.2",
        PodNetwork = "127.11.0.0",
        Cards =
        [
            new() { Name = "apa001", PciAddress = "0000:3b:00.0", Devices = ["/dev/flx0"] },
            new() { Name = "apa002", PciAddress = "0000:5e:00.0", Devices = ["/dev/flx1"] },
        ],
    };

    public IObjects Objects { get; }

    public DeviceLedger Devices { get; }

    public PodFolders Folders { get; }

    public string Token(JsonObject pod, string? audience, long expirationSeconds) => $"token of {pod.Name()} for {audience ?? "api"}";

    /// <summary>Creates a pod that is bound to the host, from the YAML of its spec.</summary>
    public JsonObject Create(string name, string spec)
    {
        var pod = Parse($"{{apiVersion: v1, kind: Pod, metadata: {{name: {name}, labels: {{app: test}}}}, spec: {spec}}}");
        pod["spec"]!["nodeName"] = "daq2";
        foreach (var container in pod.Maps("spec", "containers").Concat(pod.Maps("spec", "initContainers")))
            container.Default("image", "registry/x:1");
        return Objects.TryCreate(Kinds.Pods, "np04", pod)!.Value;
    }

    /// <summary>Does what the server does when a client deletes a bound pod: it is marked, and its kubelet removes it.</summary>
    public void MarkDeleted(string name, long grace) => Objects.Delete(Kinds.Pods, "np04", name, grace);

    public JsonObject? Pod(string name) => Objects.Get(Kinds.Pods, "np04", name)?.Value;

    public JsonObject? Status(string name) => Pod(name)?["status"] as JsonObject;

    public JsonObject? Container(string name) => Status(name).Maps("containerStatuses").FirstOrDefault();

    public async Task<JsonObject> UntilPhaseAsync(string name, string phase)
    {
        await Until.TrueAsync(() => Status(name).Text("phase") == phase);
        return Status(name)!;
    }

    public string Log(string name, long run = 0, string container = "main") => File.Exists(Folders.Log(Pod(name)!.Uid(), container, run))
        ? string.Join('\n', File.ReadLines(Folders.Log(Pod(name)!.Uid(), container, run)).Select(line => line.Split(' ', 4)[3]))
        : "";

    public IEnumerable<string> Reasons() => Objects.List(Kinds.Events, "np04").Items.Select(item => item.Value.Text("reason")!);

    public static JsonObject Parse(string yaml) => TestObjects.Parse(yaml);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ContinueWith(_ => { }, TaskScheduler.Default);
        _probes.Dispose();
        _engine.Dispose();
        _stop.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}

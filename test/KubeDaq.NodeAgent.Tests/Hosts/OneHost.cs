using System.Text.Json.Nodes;
using KubeDaq.Api;
using KubeDaq.Api.ReadoutCards;
using KubeDaq.Api.Serialization;
using KubeDaq.Kubelet.Dra;
using KubeDaq.NodeAgent.Configuration;
using KubeDaq.NodeAgent.Offering;
using KubeDaq.NodeAgent.Offering.Sockets;
using KubeDaq.NodeAgent.Program;
using KubeDaq.NodeAgent.State;
using KubeDaq.NodeAgent.Telemetry;
using KubeDaq.NodeAgent.Tests.Kubelets;
using KubeDaq.NodeAgent.Tests.Servers;
using Microsoft.Extensions.Logging.Abstractions;

namespace KubeDaq.NodeAgent.Tests.Hosts;

/// <summary>A host with a kubelet, and the agent's offering side at work in this process.</summary>
internal sealed class OneHost : IAsyncDisposable
{
    public const string Node = "daq2";
    public const string Apa001 = "dune.daq/flxcard-apa001";

    // Short: the path of a unix socket has room for 107 letters.
    private readonly string _folder = Directory.CreateTempSubdirectory("daq-").FullName;
    private CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    public OneHost()
    {
        Kubelet = new(System.IO.Path.Combine(_folder, "kubelet"));
        Api.Put($"/api/v1/nodes/{Node}", JsonNode.Parse("""{"status":{"capacity":{"cpu":"16"},"nodeInfo":{"containerRuntimeVersion":"containerd://2.1.9"}}}""")!.AsObject());
        Follow();
    }

    public MemoryApi Api { get; } = new();

    public NotedEvents Events { get; } = new();

    public FakeKubelet Kubelet { get; }

    public HostState State { get; private set; } = new();

    public string StateFolder => System.IO.Path.Combine(_folder, "state");

    public string CdiFolder => System.IO.Path.Combine(_folder, "cdi");

    public string HostRoot => System.IO.Path.Combine(_folder, "host");

    /// <summary>Starts the agent.</summary>
    public void StartAgent(OfferMode? mode = null, params HostCard[] cards)
    {
        _stop = new();
        State = new();
        if (cards.Length > 0)
            State.Cards.Set(cards.ToDictionary(card => card.Name));
        foreach (var card in cards.Where(card => Api.Get(Path(card.Name)) is null))
            Record(card.Name, new());
        Follow();
        var options = new AgentOptions { NodeName = Node, HostRoot = HostRoot, KubeletRoot = Kubelet.Root, StateFolder = StateFolder, CdiFolder = CdiFolder, Mode = mode };
        var context = new AgentContext(options, new AgentConfiguration(), State, Api, Events, new Gauges(), TimeProvider.System, NullLoggerFactory.Instance);
        _running = new PartRunner(TimeProvider.System, NullLogger.Instance).RunAsync(OfferingParts.MakeOwning(context, new AgentServer(context.Loggers)), _stop.Token);
    }

    public async Task StopAgentAsync()
    {
        await _stop.CancelAsync();
        await _running;
    }

    /// <summary>The claim of a new pod, allotted a card.</summary>
    public Claim Claim(string name)
    {
        var pod = Pod(name);
        var waiting = Api.Get($"/api/v1/namespaces/np04/pods/{name}")!.DeepClone().AsObject();
        waiting["spec"]!["resourceClaims"] = new JsonArray(new JsonObject { ["name"] = "card", ["resourceClaimName"] = name });
        Api.Put($"/api/v1/namespaces/np04/pods/{name}", waiting);
        var path = $"/apis/resource.k8s.io/v1/namespaces/np04/resourceclaims/{name}";
        var claim = Api.Put(path, JsonNode.Parse($$$"""
            {"metadata":{"namespace":"np04"},"status":{
              "allocation":{"devices":{"results":[{"request":"card","driver":"cards.dune.daq","pool":"daq2","device":"apa001"}]}},
              "reservedFor":[{"resource":"pods","name":"{{{name}}}","uid":"{{{pod.Uid}}}"}]}}
            """)!.AsObject());
        return new() { Namespace = "np04", Name = name, Uid = (string)claim["metadata"]!["uid"]! };
    }

    /// <summary>Finds a card, or a change of it, as discovery would.</summary>
    public void Change(HostCard card) => State.Cards.Change(cards => new Dictionary<string, HostCard>(cards ?? new Dictionary<string, HostCard>()) { [card.Name] = card });

    /// <summary>Writes the ReadoutCard of a card as operator and administrator would.</summary>
    public void Record(string card, ReadoutCardStatus status, bool maintenance = false)
    {
        var record = new ReadoutCard { ApiVersion = ApiGroup.ApiVersion, Kind = "ReadoutCard", Metadata = new() { Name = card }, Spec = new() { Host = Node, Maintenance = maintenance }, Status = status };
        Api.Put(Path(card), KubeDaqJson.ToNode(record));
        Follow();
    }

    /// <summary>A pod that is bound to the host and asks for a resource.</summary>
    public KubeletPod Pod(string name, string resource = Apa001, string? partition = null, string phase = "Pending", string? leases = null)
    {
        var labels = partition is null ? new JsonObject() : new JsonObject { [ApiGroup.PartitionLabel] = partition };
        var annotations = leases is null ? new JsonObject() : new JsonObject { [ApiGroup.LeaseAnnotation] = leases };
        var uid = Guid.NewGuid().ToString();
        Api.Put($"/api/v1/namespaces/np04/pods/{name}", new()
        {
            ["metadata"] = new JsonObject { ["namespace"] = "np04", ["uid"] = uid, ["labels"] = labels, ["annotations"] = annotations },
            ["spec"] = new JsonObject { ["nodeName"] = Node, ["containers"] = new JsonArray(new JsonObject { ["resources"] = new JsonObject { ["limits"] = new JsonObject { [resource] = "1" } } }) },
            ["status"] = new JsonObject { ["phase"] = phase },
        });
        return new("np04", name, uid);
    }

    /// <summary>The pod's object is gone, and the kubelet has forgotten it.</summary>
    public void Remove(KubeletPod pod)
    {
        Api.Delete($"/api/v1/namespaces/{pod.Namespace}/pods/{pod.Name}");
        Kubelet.Books.Forget(pod);
    }

    /// <summary>Makes the control group of a pod, with a process in it or none.</summary>
    public void Cgroup(KubeletPod pod, bool populated)
    {
        var folder = System.IO.Path.Combine(HostRoot, "sys/fs/cgroup/kubepods/besteffort", $"pod{pod.Uid}", "container");
        Directory.CreateDirectory(folder);
        File.WriteAllText(System.IO.Path.Combine(folder, "cgroup.procs"), populated ? "4711\n" : "");
    }

    public async ValueTask DisposeAsync()
    {
        await StopAgentAsync();
        await Kubelet.DisposeAsync();
        _stop.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    // As the reporting side follows them.
    private void Follow() => State.Records.Set(
        (State.Cards.Current?.Keys ?? []).Where(card => Api.Get(Path(card)) is not null).ToDictionary(card => card, card => KubeDaqJson.Read<ReadoutCard>(Api.Get(Path(card))!)));

    private static string Path(string card) => $"/apis/{ApiGroup.ApiVersion}/readoutcards/{card}";
}

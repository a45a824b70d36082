using System.Text.Json.Nodes;
using KubeDaq.Api.DaqHosts;
using KubeDaq.Api.Meta;
using KubeDaq.Api.Partitions;
using KubeDaq.Api.Planning;
using KubeDaq.Api.ReadoutCards;
using KubeDaq.Api.Serialization;
using KubeDaq.Cluster.Events;
using KubeDaq.Operator.Controllers.Partitions.Doing;
using KubeDaq.Operator.Governing;
using KubeDaq.Operator.Pods;

namespace KubeDaq.Operator.Tests.Clusters;

/// <summary>One operator over a fake cluster, with caches of its own that lag as the test wants.</summary>
internal sealed class FakeOperator
{
    private readonly FakeCache<Partition> _partitions;
    private readonly FakeCache<ReadoutCard> _cards;
    private readonly FakeCache<DaqHost> _hosts;
    private readonly FakeCache<HostNode> _nodes;
    private readonly FakeCache<Pod> _pods;
    private readonly FakeCache<GovernedNamespace> _namespaces;

    public FakeOperator(FakeCluster cluster, TimeProvider time, Func<string, Task>? before = null, Func<Rack, Plan>? plan = null)
    {
        before ??= _ => Task.CompletedTask;
        _partitions = new(cluster.Partitions, n => KubeDaqJson.Read<Partition>(n));
        _cards = new(cluster.Cards, n => KubeDaqJson.Read<ReadoutCard>(n));
        _hosts = new(cluster.Hosts, n => KubeDaqJson.Read<DaqHost>(n));
        _nodes = new(cluster.Nodes, HostNode.Read);
        _pods = new(cluster.Pods, PodReader.Read);
        _namespaces = new(cluster.Namespaces, GovernedNamespace.Read);
        Parts = new OperatorParts(
            new OperatorCaches(_partitions, _cards, _hosts, _nodes, _pods, _namespaces), Clients(cluster, before), cluster.Grants, Events,
            new OperatorOptions { HostAccessMode = cluster.Mode }, plan ?? FakePlanner.Make, time);
    }

    public OperatorParts Parts { get; }

    public RecordedEvents Events { get; } = new();

    /// <summary>The caches learn all that has happened.</summary>
    public void CatchUp()
    {
        while (_partitions.Step() || _cards.Step() || _hosts.Step() || _nodes.Step() || _pods.Step() || _namespaces.Step())
        {
        }
    }

    /// <summary>One of the caches learns one thing.</summary>
    public bool Learn(int which) => (which % 5) switch
    {
        0 => _partitions.Step(),
        1 => _cards.Step(),
        2 => _hosts.Step(),
        3 => _nodes.Step(),
        _ => _pods.Step(),
    };

    public Task ReconcileAsync(string partition) =>
        Parts.Partition.ReconcileAsync(new ObjectName("np04", partition), TestContext.Current.CancellationToken);

    /// <summary>Reconciles with what has happened, and again with what that brought about.</summary>
    public async Task StepAsync(string partition)
    {
        CatchUp();
        await ReconcileAsync(partition);
        CatchUp();
        await ReconcileAsync(partition);
    }

    public Task ReconcileCardAsync(string card) =>
        Parts.Card.ReconcileAsync(new ObjectName("", card), TestContext.Current.CancellationToken);

    private static PartitionClients Clients(FakeCluster cluster, Func<string, Task> before)
    {
        FakeClient<JsonObject> Json(string kind) => new(cluster.Store(kind), n => n, n => n, verb => before($"{kind}: {verb}"));
        return new PartitionClients
        {
            Partitions = new FakeClient<Partition>(
                cluster.Partitions, n => KubeDaqJson.Read<Partition>(n), KubeDaqJson.ToNode, verb => before($"partitions: {verb}")),
            Cards = new FakeClient<ReadoutCard>(
                cluster.Cards, n => KubeDaqJson.Read<ReadoutCard>(n), KubeDaqJson.ToNode, verb => before($"readoutcards: {verb}")),
            Pods = new FakePodClient(cluster.Pods, verb => before($"pods: {verb}")),
            ServiceAccounts = Json("serviceaccounts"),
            Roles = Json("roles"),
            RoleBindings = Json("rolebindings"),
            Services = Json("services"),
            EndpointSlices = Json("endpointslices"),
            // One request at a time, so that a run can be repeated.
            Width = 1,
        };
    }
}

/// <summary>Keeps what was told.</summary>
internal sealed class RecordedEvents : IEventRecorder
{
    public List<(EventType Type, string Reason, string Note)> All { get; } = [];

    public void Record(EventSubject about, EventType type, string reason, string note)
    {
        lock (All)
            All.Add((type, reason, note));
    }
}

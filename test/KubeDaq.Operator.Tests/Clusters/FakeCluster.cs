using System.Text.Json.Nodes;
using KubeDaq.Api.DaqHosts;
using KubeDaq.Api.HostAccess;
using KubeDaq.Api.Meta;
using KubeDaq.Api.Partitions;
using KubeDaq.Api.ReadoutCards;
using KubeDaq.Api.Serialization;

namespace KubeDaq.Operator.Tests.Clusters;

/// <summary>A cluster in memory: objects, and a scheduler and kubelets that a test turns by hand.</summary>
internal sealed class FakeCluster
{
    private readonly FakeClock _clock = new();
    private readonly Dictionary<string, FakeStore> _stores = [];

    public FakeStore Partitions => Store("partitions");

    public FakeStore Cards => Store("readoutcards");

    public FakeStore Hosts => Store("daqhosts");

    public FakeStore Nodes => Store("nodes");

    public FakeStore Pods => Store("pods");

    public FakeStore Namespaces => Store("namespaces");

    /// <summary>Who may use which card.</summary>
    public FakeGrants Grants { get; } = new();

    /// <summary>How host access is enforced.</summary>
    public HostAccessMode Mode { get; set; }

    public FakeStore Store(string kind)
    {
        if (!_stores.TryGetValue(kind, out var store))
            _stores[kind] = store = new FakeStore(kind, _clock);
        return store;
    }

    public Partition Partition(string name) => KubeDaqJson.Read<Partition>(Partitions.Get(new ObjectName("np04", name))!);

    public ReadoutCard Card(string name) => KubeDaqJson.Read<ReadoutCard>(Cards.Get(new ObjectName("", name))!);

    public void Add(string host, params string[] cards)
    {
        Hosts.Create(KubeDaqJson.ToNode(new DaqHost { Metadata = new ObjectMeta { Name = host } }));
        Hosts.Replace(KubeDaqJson.ToNode(new DaqHost
        {
            Metadata = new ObjectMeta { Name = host },
            Status = new DaqHostStatus
            {
                Cards = cards,
                Networks = [new HostNetwork { Name = "daq", Address = $"10.73.0.{Hosts.All.Count()}" }],
                Conditions = [new Condition { Type = "Ready", Status = "True", Reason = "Seen" }],
            },
        }), status: true);
        SetNode(host, ready: true);
        foreach (var card in cards)
        {
            Cards.Create(KubeDaqJson.ToNode(new ReadoutCard
            {
                Metadata = new ObjectMeta { Name = card, Labels = new Dictionary<string, string> { ["detector"] = "apa" } },
                Spec = new ReadoutCardSpec { Host = host, Devices = [$"/dev/flx-{card}"] },
            }));
        }
    }

    public void SetNode(string host, bool ready)
    {
        var name = new ObjectName("", host);
        if (Nodes.Get(name) is null)
            Nodes.Create(new JsonObject { ["metadata"] = new JsonObject { ["name"] = host } });
        var node = Nodes.Get(name)!;
        node["status"] = new JsonObject
        {
            ["conditions"] = new JsonArray(new JsonObject
            {
                ["type"] = "Ready", ["status"] = ready ? "True" : "Unknown", ["lastTransitionTime"] = "2026-11-24T14:02:00Z",
            }),
        };
        Nodes.Replace(node, status: true);
    }

    public void Add(Partition partition) => Partitions.Create(KubeDaqJson.ToNode(partition));

    /// <summary>The partitions' namespace is governed from now on, or no longer.</summary>
    public void SetGoverned(bool governed)
    {
        var name = new ObjectName("", "np04");
        if (Namespaces.Get(name) is null)
            Namespaces.Create(new JsonObject { ["metadata"] = new JsonObject { ["name"] = "np04" } });
        Namespaces.Patch(name, new JsonObject { ["metadata"] = new JsonObject
        {
            ["labels"] = new JsonObject { [HostAccessNames.NamespaceLabel] = governed ? HostAccessNames.Governed : null },
        } }, status: false);
    }

    public void SetState(string name, DesiredState state) =>
        Partitions.Patch(new ObjectName("np04", name), new JsonObject { ["spec"] = new JsonObject { ["state"] = state.ToString() } }, status: false);
}

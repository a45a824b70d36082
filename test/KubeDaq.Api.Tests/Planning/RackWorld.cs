using KubeDaq.Api.DaqHosts;
using KubeDaq.Api.Meta;
using KubeDaq.Api.Partitions;
using KubeDaq.Api.Planning;
using KubeDaq.Api.ReadoutCards;
using static KubeDaq.Api.Tests.Planning.Racks;

namespace KubeDaq.Api.Tests.Planning;

/// <summary>A rack in which experts, administrators and users do things, and an operator does what the planner says.</summary>
internal sealed class RackWorld
{
    private readonly List<DaqHost> _hosts = [Host("daq2", "daq"), Host("daq6", "daq"), Host("daq7")];
    private readonly SortedDictionary<string, ReadoutCard> _cards = [];
    private readonly SortedDictionary<string, Partition> _partitions = [];
    private readonly SortedDictionary<string, RackPod> _users = [];
    private int _created;

    public RackWorld()
    {
        foreach (var (name, host) in new[] { ("apa001", "daq2"), ("apa002", "daq2"), ("apa003", "daq6"), ("apa004", "daq7") })
            _cards[name] = Card(name, host);
        _cards["crp001"] = Card("crp001", "daq6", "data0", "data1");
        _cards["crp002"] = Card("crp002", "daq7", "data0", "data1");
    }

    public Rack Rack => new()
    {
        Partitions = [.. _partitions.Values],
        Cards = [.. _cards.Values],
        Hosts = _hosts,
        Pods = [.. _users.Values],
        Ports = new PortRange(30000, 30007),
    };

    /// <summary>One thing that somebody does.</summary>
    public void Do((int What, int Which, int How) step)
    {
        var card = _cards.Keys.ElementAt(step.Which % _cards.Count);
        var name = $"p{step.Which % 6}";
        switch (step.What)
        {
            case 0 or 1 or 2:
                Define(name, step.How);
                break;
            case 3 when _partitions.TryGetValue(name, out var partition):
                var state = partition.Spec.State == DesiredState.Running ? DesiredState.Stopped : DesiredState.Running;
                _partitions[name] = partition with { Spec = partition.Spec with { State = state } };
                break;
            case 4 when step.How % 3 == 0:
                var kept = _cards[card];
                _cards[card] = kept with { Spec = kept.Spec with { Maintenance = !kept.Spec.Maintenance } };
                break;
            case 5 when step.How % 2 == 0:
                Use(card, step.How);
                break;
        }
    }

    /// <summary>What an operator does with a plan: takes and gives back leases, and records what it gave.</summary>
    public void Apply(Plan plan)
    {
        foreach (var name in _partitions.Keys.ToList())
        {
            var partition = _partitions[name];
            var made = plan.For(name);
            Release(partition.Metadata.Uid!);
            foreach (var (replica, hold) in made.Replicas.SelectMany(replica => replica.Cards.Select(hold => (replica, hold))))
            {
                var owner = PodName.Owner(replica.Application, replica.Index);
                _cards[hold.Card] = hold.Unit is null ? _cards[hold.Card].HeldBy(partition, owner) : _cards[hold.Card].UnitHeldBy(hold.Unit, partition, owner);
            }
            _partitions[name] = partition with { Status = new PartitionStatus { Applications = [.. Given(made)] } };
        }
    }

    private static IEnumerable<ApplicationStatus> Given(PartitionPlan plan) => plan.Replicas.GroupBy(replica => replica.Application).Select(group => new ApplicationStatus
    {
        Name = group.Key,
        Pods = [.. group.Select(replica => new ReplicaStatus
        {
            Index = replica.Index,
            Pod = replica.Pod,
            Host = replica.Hosts is [var host] ? host : null,
            Cards = [.. replica.Cards.Select(hold => hold.Card)],
            Ports = replica.Ports,
        })],
    });

    private void Define(string name, int how)
    {
        var application = App("readout", Claims(how)) with
        {
            Ports = how % 2 == 0 ? [new PortClaim { Name = "data" }] : [],
            DataNetworks = how % 5 == 0 ? ["daq"] : [],
        };
        if (application.Cards.All(claim => claim.Selector is not null))
            application = application with { Replicas = 1 + how % 3 };
        var other = App("trigger") with { Ports = how % 3 == 0 ? [new PortClaim { Name = "a" }, new PortClaim { Name = "b" }] : [] };
        var made = Partition(name, _created++, application, other);
        var old = _partitions.GetValueOrDefault(name);
        _partitions[name] = made with
        {
            Metadata = old?.Metadata ?? made.Metadata,
            Spec = made.Spec with { Priority = how % 7 == 0 ? 1 : 0 },
            Status = old?.Status,
        };
    }

    private static CardClaim[] Claims(int how) => (how % 11) switch
    {
        0 => [],
        1 => [Named("apa001")],
        2 => [Named("apa001"), Named("apa002")],
        3 => [Any("apa")],
        4 => [Any("apa"), Any("apa")],
        5 => [Named("crp001", "data0")],
        6 => [Any("crp", "data1")],
        7 => [Named("crp001")],
        8 => [Any("crp", "data0"), Any("apa")],
        9 => [Named("apa003"), Any("crp")],
        _ => [Any("crp")],
    };

    private void Use(string card, int how)
    {
        var name = new ObjectName("test", "user-" + card);
        if (!_users.Remove(card))
            _users[card] = new RackPod { Name = name, Host = _cards[card].Spec.Host, Resources = [ApiGroup.ResourceName(card)], HostPorts = [30000 + how % 8] };
    }

    private void Release(string uid)
    {
        foreach (var (name, card) in _cards.Where(card => card.Value.Status is not null).ToList())
        {
            var status = card.Status!;
            _cards[name] = card with
            {
                Status = status with
                {
                    Lease = status.Lease?.Uid == uid ? null : status.Lease,
                    UnitLeases = [.. status.UnitLeases.Where(unit => unit.Lease.Uid != uid)],
                },
            };
        }
    }
}

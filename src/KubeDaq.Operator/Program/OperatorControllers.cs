using KubeDaq.Api.Meta;
using KubeDaq.Api.Partitions;
using KubeDaq.Api.ReadoutCards;
using KubeDaq.Cluster.Controllers;
using KubeDaq.Cluster.Queues;
using KubeDaq.Operator.Controllers.HostAccessPolicies;
using KubeDaq.Operator.Controllers.Partitions.Deciding;
using KubeDaq.Operator.Leases;
using Microsoft.Extensions.Logging;

namespace KubeDaq.Operator.Program;

/// <summary>The controllers, and which change makes which object be looked at again.</summary>
internal sealed class OperatorControllers : IDisposable
{
    /// <summary>Changes come in bursts; those who only wait look once a burst.</summary>
    private static readonly TimeSpan Burst = TimeSpan.FromMilliseconds(100);

    private readonly WorkQueue _partitions;
    private readonly WorkQueue _cards;
    private readonly Controller _partitionController;
    private readonly Controller _cardController;
    private readonly HostAccessWork _hostAccess;
    private readonly OperatorCaches _caches;
    private readonly OperatorParts _parts;

    public OperatorControllers(OperatorCaches caches, HostAccessCaches access, OperatorParts parts, HostAccessReconciler hostAccess, TimeProvider time, ILoggerFactory loggers)
    {
        _hostAccess = new HostAccessWork(caches, access, hostAccess, time, loggers);
        (_caches, _parts) = (caches, parts);
        _partitions = new WorkQueue("partitions", time);
        _cards = new WorkQueue("readoutcards", time);
        var logger = loggers.CreateLogger<Controller>();
        _partitionController = new Controller(_partitions, parts.Partition, time, logger) { Workers = 8 };
        _cardController = new Controller(_cards, parts.Card, time, logger) { Workers = 8 };
        FollowPartitions();
        FollowCards();
        FollowPods();
        FollowHosts();
        FollowGrants(access);
    }

    public Task RunAsync(CancellationToken stop)
    {
        foreach (var partition in _caches.Partitions.List())
            _partitions.Add(NameOf(partition));
        foreach (var card in _caches.Cards.List())
            _cards.Add(new ObjectName("", card.Metadata.Name!));
        return Task.WhenAll(_partitionController.RunAsync(stop), _cardController.RunAsync(stop), _hostAccess.RunAsync(stop));
    }

    public void Dispose()
    {
        _partitions.Dispose();
        _cards.Dispose();
        _hostAccess.Dispose();
    }

    private void FollowPartitions()
    {
        _partitionController.On(_caches.Partitions, p => [NameOf(p)]);
        _caches.Partitions.Changed += (old, now) =>
        {
            // Who is earlier in line may have left it, or changed what it wants.
            if (old?.Metadata.Generation != now?.Metadata.Generation || old?.Status?.Phase != now?.Status?.Phase)
                LookAtWaiting();
            // A gone partition may have left leases.
            if (now is null)
                LookAtCards();
        };
    }

    private void FollowCards()
    {
        _cardController.On(_caches.Cards, c => [new ObjectName("", c.Metadata.Name!)]);
        _partitionController.On(_caches.Cards, _ => []);
        _caches.Cards.Changed += (old, now) =>
        {
            foreach (var held in Held(old).Concat(Held(now)))
                LookSoonAt(new ObjectName(held.Lease.Namespace, held.Lease.Partition));
            LookAtWaiting();
        };
    }

    private static IEnumerable<HeldLease> Held(ReadoutCard? card) => card is null ? [] : CardLeases.Of(card);

    private void FollowPods()
    {
        _partitionController.On(_caches.Pods, _ => []);
        _caches.Pods.Changed += (old, now) =>
        {
            if ((now ?? old) is { Partition: { } partition } pod)
                LookSoonAt(new ObjectName(pod.Name.Namespace, partition));
        };
        _cardController.On(_caches.Pods, p => p.PartitionUid is null ? p.Resources.Select(CardOf).OfType<ObjectName>() : []);
    }

    private void FollowHosts()
    {
        _partitionController.On(_caches.Hosts, _ => []);
        _partitionController.On(_caches.Nodes, _ => []);
        _caches.Hosts.Changed += (_, _) => LookAtAll();
        _caches.Nodes.Changed += (old, now) =>
        {
            // Heartbeats say nothing new.
            if (old is null || now is null || old.IsReady != now.IsReady)
                LookAtAll();
        };
    }

    private void FollowGrants(HostAccessCaches access)
    {
        // Roles change often: only who lacks something is looked at.
        access.OnGrants(LookAtRefused);
        _partitionController.On(_caches.Namespaces, _ => []);
        _caches.Namespaces.Changed += (old, now) =>
        {
            if (old?.IsGoverned != now?.IsGoverned)
                LookAtRefused();
        };
    }

    private void LookAtRefused()
    {
        _parts.NotGranted.GrantsChanged();
        foreach (var partition in _caches.Partitions.List())
        {
            if (_parts.Troubles.GrantsChanged(partition.Metadata.Uid!) || _parts.NotGranted.Of(NameOf(partition)) is not null)
                _partitions.AddAfter(NameOf(partition), Burst);
        }
    }

    /// <summary>The card of a resource <c>dune.daq/flxcard-apa001</c> or <c>dune.daq/flxcard-apa001-data0</c>.</summary>
    private ObjectName? CardOf(string resource)
    {
        var rest = resource[(resource.IndexOf("flxcard-", StringComparison.Ordinal) is var at and >= 0 ? at + "flxcard-".Length : 0)..];
        for (var end = rest.Length; end > 0; end = rest.LastIndexOf('-', end - 1))
        {
            var name = new ObjectName("", rest[..end]);
            if (_caches.Cards.Get(name) is not null)
                return name;
        }

        return null;
    }

    /// <summary>A partition's own pods and cards, on which its start depends: sooner, but the larger it is the more is seen at a time.</summary>
    private void LookSoonAt(ObjectName partition)
    {
        var applications = _caches.Partitions.Get(partition)?.Spec.Applications.Count ?? 0;
        _partitions.AddAfter(partition, TimeSpan.FromMilliseconds(30 + (applications / 5)));
    }

    private void LookAtWaiting()
    {
        foreach (var partition in _caches.Partitions.List())
        {
            if (partition.Status?.Phase is not (PartitionPhase.Running or PartitionPhase.Stopped) && PartitionWish.IsWanted(partition))
                _partitions.AddAfter(NameOf(partition), Burst);
        }
    }

    private void LookAtAll()
    {
        foreach (var partition in _caches.Partitions.List())
            _partitions.AddAfter(NameOf(partition), Burst);
    }

    private void LookAtCards()
    {
        foreach (var card in _caches.Cards.List())
            _cards.AddAfter(new ObjectName("", card.Metadata.Name!), Burst);
    }

    private static ObjectName NameOf(Partition partition) => new(partition.Metadata.Namespace!, partition.Metadata.Name!);
}

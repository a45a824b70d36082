using KubeDaq.Api.Meta;
using KubeDaq.Api.Partitions;
using KubeDaq.Cluster.Clients;
using KubeDaq.Operator.Controllers.Partitions.Composing;
using KubeDaq.Operator.Controllers.Partitions.Deciding;
using KubeDaq.Operator.Leases;
using KubeDaq.Operator.Looking;

namespace KubeDaq.Operator.Controllers.Partitions.Doing;

/// <summary>
/// Makes pods, in parallel, right after the API server itself has said that the partition still wants to run as it was planned and that it
/// holds the cards. Names are fixed, so of two operators one is told that the pod is there.
/// </summary>
internal sealed class PodStarter(
    PartitionClients clients, WriteThrough<Partition> partitions, PodBook book, LeaseCheck leases, IdentityMaker identity,
    StatusWriter statuses, PodTroubles troubles)
{
    /// <summary>Whether something came of it; not where the picture that it was decided by is out of date.</summary>
    public async Task<bool> StartAsync(PartitionView view, RackLook look, IReadOnlyList<PodStart> starts, CancellationToken stop)
    {
        await identity.MakeAsync(view.Partition, stop);
        var answers = await Task.WhenAll(
            IsStillWantedAsync(view.Partition, stop), leases.AreHeldAsync([.. starts.SelectMany(s => Leases(view, s))], stop));
        if (answers.Contains(false))
            return false;
        var accountMounts = await identity.MountsAsync(view.Partition, stop);
        var applications = view.Partition.Spec.Applications.DistinctBy(a => a.Name).ToDictionary(a => a.Name);
        await Parallel.ForEachAsync(starts, clients.AtATime(stop), async (start, token) =>
        {
            var host = start.Replica.Hosts is { Count: 1 } hosts ? look.Hosts.GetValueOrDefault(hosts[0]) : null;
            var input = new PodInput(view.Partition, applications[start.Replica.Application], start.Replica, start.LeaseTag, host) { AccountMounts = accountMounts };
            await StartOneAsync(input, token);
        });
        return true;
    }

    private static IEnumerable<HeldLease> Leases(PartitionView view, PodStart start) =>
        start.Replica.Cards.Select(c => view.Held[new CardPart(c.Card, c.Unit)]);

    private async Task<bool> IsStillWantedAsync(Partition partition, CancellationToken stop)
    {
        if (statuses.HasJustAnswered(partition))
            return PartitionWish.IsWanted(partition);
        var now = await clients.Partitions.GetAsync(NameOf(partition), stop);
        if (now is null)
            return false;
        partitions.Put(now);
        return now.Metadata.Uid == partition.Metadata.Uid
            && now.Metadata.Generation == partition.Metadata.Generation
            && PartitionWish.IsWanted(now);
    }

    private async Task StartOneAsync(PodInput input, CancellationToken stop)
    {
        var uid = input.Partition.Metadata.Uid!;
        try
        {
            book.Put(await clients.Pods.CreateAsync(PodComposer.Compose(input), stop));
            troubles.Made(uid, input.Replica.Pod);
            OperatorMetrics.PodsMade.Add(1);
        }
        catch (ApiException e) when (e.IsAlreadyExists)
        {
            await AdoptAsync(input, stop);
        }
        catch (ApiException e) when (e.Code is >= 400 and < 500)
        {
            // A refused account is the commonest reason that a next attempt can mend.
            identity.Forget(uid);
            troubles.Refused(uid, input.Replica.Pod, e.Status.Message ?? e.Message);
        }
    }

    private async Task AdoptAsync(PodInput input, CancellationToken stop)
    {
        var name = new ObjectName(input.Partition.Metadata.Namespace!, input.Replica.Pod);
        var there = await clients.Pods.GetAsync(name, stop);
        if (there is null)
            return;
        if (there.PartitionUid == input.Partition.Metadata.Uid)
            book.Put(there);
        else
            troubles.Refused(input.Partition.Metadata.Uid!, name.Name, $"a pod of this name is there already and is not the partition's; delete pod {name}");
    }

    private static ObjectName NameOf(Partition partition) => new(partition.Metadata.Namespace!, partition.Metadata.Name!);
}

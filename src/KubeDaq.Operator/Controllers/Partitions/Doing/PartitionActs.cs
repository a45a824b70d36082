using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using KubeDaq.Api;
using KubeDaq.Api.Meta;
using KubeDaq.Api.Partitions;
using KubeDaq.Operator.Controllers.Partitions.Deciding;
using KubeDaq.Operator.Controllers.Partitions.Telling;
using KubeDaq.Operator.Leases;
using KubeDaq.Operator.Looking;

namespace KubeDaq.Operator.Controllers.Partitions.Doing;

/// <summary>Carries a decision out. It may be cut off between any two requests: the next look finds what was done.</summary>
internal sealed class PartitionActs(
    PartitionClients clients,
    WriteThrough<Partition> partitions,
    PodBook book,
    CardGrants grants,
    CardTaker taker,
    CardGiver giver,
    PodStarter starter,
    StatusWriter statuses,
    IdentityMaker identity,
    PodTroubles troubles,
    PartitionNews news,
    TimeProvider time)
{
    private static readonly TimeSpan GivePeriod = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<string, long> _gaveAt = new();

    /// <summary>Whether something changed, so that another look is worth it.</summary>
    public async Task<bool> DoAsync(PartitionView view, RackLook look, PartitionDecision decision, CancellationToken stop)
    {
        var partition = view.Partition;
        if (decision.Finalizer == FinalizerChange.Remove)
            return await SetFinalizersAsync(partition, add: false, stop);
        var changed = await EndAsync(partition, decision.End, stop);
        changed |= await GiveAsync(view, decision.Give, stop);
        if (decision.Finalizer == FinalizerChange.Add || decision.Take.Count > 0)
            return await BeginAsync(partition, decision, stop);
        if (decision.RecordFirst)
        {
            await statuses.WriteAsync(partition, decision.Status, now: true, stop);
            return true;
        }

        return decision.Start.Count > 0 ? await StartAsync(view, look, decision.Start, stop) : changed;
    }

    public void Forget(string uid)
    {
        troubles.Forget(uid);
        statuses.Forget(uid);
        _gaveAt.TryRemove(uid, out _);
    }

    /// <summary>All that must be before the first pod and does not depend on each other.</summary>
    private async Task<bool> BeginAsync(Partition partition, PartitionDecision decision, CancellationToken stop)
    {
        List<Task> tasks = [];
        if (decision.Finalizer == FinalizerChange.Add)
            tasks.Add(SetFinalizersAsync(partition, add: true, stop));
        if (decision.Take.Count > 0)
        {
            tasks.Add(TakeAsync(partition, decision.Take, stop));
            tasks.Add(identity.MakeAsync(partition, stop));
        }

        await Task.WhenAll(tasks);
        return true;
    }

    private async Task<bool> SetFinalizersAsync(Partition partition, bool add, CancellationToken stop)
    {
        var others = (partition.Metadata.Finalizers ?? []).Where(f => f != ApiGroup.PartitionFinalizer);
        var finalizers = add ? others.Append(ApiGroup.PartitionFinalizer) : others;
        var patch = new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                // The version makes it a compare-and-swap: a list is replaced as a whole.
                ["resourceVersion"] = partition.Metadata.ResourceVersion,
                ["finalizers"] = new JsonArray([.. finalizers.Select(f => JsonValue.Create(f))]),
            },
        };
        partitions.Put(await clients.Partitions.MergePatchAsync(NameOf(partition), patch, null, stop));
        return true;
    }

    private async Task TakeAsync(Partition partition, IReadOnlyList<CardTake> takes, CancellationToken stop)
    {
        if (!await grants.MayTakeAsync(partition, takes, stop))
            return;
        if (await taker.TakeAsync(partition, takes, stop))
            news.CardsTaken(partition, takes.Count);
        else
            news.CardsRefused(partition);
    }

    /// <summary>While pods are still ending it asks no more than once a second, as each time means a list of them all.</summary>
    private async Task<bool> GiveAsync(PartitionView view, IReadOnlyList<HeldLease> leases, CancellationToken stop)
    {
        var (partition, uid) = (view.Partition, view.Partition.Metadata.Uid!);
        var ending = view.Pods.Values.Any(p => p.Deleting && !p.Finished);
        if (leases.Count == 0 || (ending && _gaveAt.TryGetValue(uid, out var at) && time.GetElapsedTime(at) < GivePeriod))
            return false;
        _gaveAt[uid] = time.GetTimestamp();
        if (!await IsAsSeenAsync(partition, stop))
            return true;
        var given = await giver.GiveAsync(partition, leases, held => ForcedReason(partition, held), stop);
        if (given > 0)
            news.CardsReleased(partition, given);
        return given > 0;
    }

    /// <summary>
    /// Asks the API server itself: another operator may have begun to start it, or a person may have changed his mind. A phase says that
    /// pods may be made before the first one is.
    /// </summary>
    private async Task<bool> IsAsSeenAsync(Partition seen, CancellationToken stop)
    {
        if (await clients.Partitions.GetAsync(NameOf(seen), stop) is not { } now)
            return false;
        partitions.Put(now);
        return now.Metadata.Uid == seen.Metadata.Uid
            && now.Metadata.Generation == seen.Metadata.Generation
            && now.Status?.Phase == seen.Status?.Phase;
    }

    private static string? ForcedReason(Partition partition, HeldLease held) =>
        partition.Status?.TakenAway is { } taken && taken.Card == held.Part.Card && taken.LeaseNumber == held.Lease.Number
            ? $"by force, by {taken.By}: {taken.Reason}"
            : null;

    private async Task<bool> EndAsync(Partition partition, IReadOnlyList<PodEnd> ends, CancellationToken stop)
    {
        await Parallel.ForEachAsync(ends, clients.AtATime(stop), async (end, token) =>
        {
            await clients.Pods.DeleteAsync(end.Pod, end.AtOnce, token);
            book.MarkEnding(end.Pod);
        });
        foreach (var end in ends.Where(e => partition.Metadata.DeletionTimestamp is null && partition.Spec.State == DesiredState.Running))
            news.PodEnded(partition, end.Pod, end.Why);
        // One that is ended at once is asked again until it is gone.
        return ends.Any(e => !e.AtOnce);
    }

    private async Task<bool> StartAsync(PartitionView view, RackLook look, IReadOnlyList<PodStart> starts, CancellationToken stop)
    {
        var changed = await starter.StartAsync(view, look, starts, stop);
        var now = troubles.Of(view.Partition.Metadata.Uid!);
        foreach (var start in starts)
        {
            if (now.TryGetValue(start.Replica.Pod, out var trouble) && trouble.Message is { } message)
                news.PodRefused(view.Partition, start.Replica.Pod, message);
        }

        return changed;
    }

    private static ObjectName NameOf(Partition partition) => new(partition.Metadata.Namespace!, partition.Metadata.Name!);
}

using KubeDaq.Api.Meta;
using KubeDaq.Api.Partitions;
using KubeDaq.Cluster.Clients;
using KubeDaq.Cluster.Controllers;
using KubeDaq.Operator.Controllers.Partitions.Composing;
using KubeDaq.Operator.Controllers.Partitions.Deciding;
using KubeDaq.Operator.Controllers.Partitions.Doing;
using KubeDaq.Operator.Looking;

namespace KubeDaq.Operator.Controllers.Partitions;

/// <summary>
/// Brings one partition to what its spec says, a step at a time: look, decide, act, look again. When there is nothing more to do, it writes
/// the status and the endpoints.
/// </summary>
internal sealed class PartitionReconciler(
    PartitionViews views, PartitionActs acts, StatusWriter statuses, EndpointPublisher endpoints,
    WriteThrough<Partition> partitions, CardGrants grants, NotGrantedCards notGranted) : IReconciler
{
    private const int MostSteps = 12;
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan NextSecond = TimeSpan.FromSeconds(1);

    public async Task<Reconciled> ReconcileAsync(ObjectName name, CancellationToken stop)
    {
        try
        {
            return await StepAsync(name, stop);
        }
        catch (ApiException e) when (e.IsConflict || e.IsNotFound)
        {
            // Somebody else has written it, or it is gone: the watch will show what.
            return Reconciled.After(Soon);
        }
    }

    private async Task<Reconciled> StepAsync(ObjectName name, CancellationToken stop)
    {
        await grants.LookAgainAsync(name, partitions.Get(name), stop);
        for (var step = 0; step < MostSteps; step++)
        {
            if (views.Of(name) is not { } seen)
                return Reconciled.Done;
            var (view, look) = seen;
            var decision = PartitionStep.Decide(view);
            if (!decision.Acts)
                return await SettleAsync(view, look, decision, null, stop);
            var changed = await acts.DoAsync(view, look, decision, stop);
            if (decision.Finalizer == FinalizerChange.Remove)
                return Reconciled.Done;
            if (!changed)
                return await SettleAsync(view, look, decision, NextSecond, stop);
        }

        return Reconciled.After(Soon);
    }

    private async Task<Reconciled> SettleAsync(
        PartitionView view, RackLook look, PartitionDecision decision, TimeSpan? again, CancellationToken stop)
    {
        var wait = await statuses.WriteAsync(view.Partition, decision.Status, now: false, stop);
        var told = view.Partition with { Status = decision.Status };
        await endpoints.PublishAsync(told, [.. Endpoints.Of(told, view.Pods, look.Hosts.GetValueOrDefault)], stop);
        if (view.Phase == PartitionPhase.Stopped)
            acts.Forget(view.Partition.Metadata.Uid!);
        var grantsDue = notGranted.DueIn(new ObjectName(view.Partition.Metadata.Namespace!, view.Partition.Metadata.Name!));
        return new Reconciled(Earliest(Earliest(Earliest(again, decision.Again), wait), grantsDue is { } due ? NotAtOnce(due) : null));
    }

    private static TimeSpan NotAtOnce(TimeSpan due) => due > Soon ? due : Soon;

    private static TimeSpan? Earliest(TimeSpan? left, TimeSpan? right) =>
        left is null ? right : right is null || left < right ? left : right;
}

using KubeDaq.Api.Meta;
using KubeDaq.Api.Planning;
using KubeDaq.Operator.Controllers.Partitions.Deciding;
using KubeDaq.Operator.Looking;

namespace KubeDaq.Operator.Controllers.Partitions.Doing;

/// <summary>Takes the look at one partition out of the look at the rack.</summary>
internal sealed class PartitionViews(RackLookout lookout, PodBook pods, PodTroubles troubles, TimeProvider time)
{
    /// <summary>Null where the partition is not there.</summary>
    public (PartitionView View, RackLook Look)? Of(ObjectName name)
    {
        var look = lookout.Look();
        if (!look.Partitions.TryGetValue(name, out var partition))
            return null;
        var uid = partition.Metadata.Uid!;
        var view = new PartitionView
        {
            Partition = partition,
            Plan = look.Plan.Partitions.GetValueOrDefault(name) ?? new PartitionPlan { Verdict = Verdict.Idle },
            Pods = pods.Of(uid),
            Held = look.HeldByUid[uid].ToDictionary(h => h.Part),
            UnwellCards = UnwellCards.Among(look.HeldByUid[uid].Select(h => h.Part.Card), look.Cards),
            Nodes = look.Nodes,
            Troubles = troubles.Of(uid),
            Now = time.GetUtcNow(),
        };
        return (view, look);
    }
}

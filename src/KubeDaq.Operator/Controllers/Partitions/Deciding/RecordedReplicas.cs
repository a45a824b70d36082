using KubeDaq.Operator.Leases;

namespace KubeDaq.Operator.Controllers.Partitions.Deciding;

/// <summary>What the leases say of a partition's pods, without a plan.</summary>
internal static class RecordedReplicas
{
    /// <summary>The lease tag that each recorded pod must have; a pod whose leases are not all held has none.</summary>
    public static Dictionary<string, string> Tags(PartitionView view)
    {
        var byOwner = view.Held.Values.ToLookup(h => h.Lease.Pod);
        var tags = new Dictionary<string, string>();
        foreach (var application in view.Partition.Status?.Applications ?? [])
        {
            foreach (var replica in application.Pods)
            {
                var held = byOwner[LeaseTag.Owner(application.Name, replica.Index)].ToList();
                if (held.Count >= replica.Cards.Count)
                    tags[replica.Pod] = LeaseTag.Of(held);
            }
        }

        return tags;
    }
}

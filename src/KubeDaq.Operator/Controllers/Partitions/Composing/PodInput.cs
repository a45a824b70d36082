using KubeDaq.Api.DaqHosts;
using KubeDaq.Api.Partitions;
using KubeDaq.Api.Planning;

namespace KubeDaq.Operator.Controllers.Partitions.Composing;

/// <summary>All that a pod is made from.</summary>
/// <param name="Partition">The partition that owns it.</param>
/// <param name="Application">Its application.</param>
/// <param name="Replica">What the planner gave it.</param>
/// <param name="LeaseTag">The leases it runs under.</param>
/// <param name="Host">The host that it can only run on, if there is just one.</param>
internal sealed record PodInput(Partition Partition, Application Application, ReplicaPlan Replica, string LeaseTag, DaqHost? Host)
{
    /// <summary>Whether the service account has its token mounted where a template does not say.</summary>
    public bool AccountMounts { get; init; } = true;
}

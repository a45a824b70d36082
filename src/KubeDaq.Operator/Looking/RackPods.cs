using KubeDaq.Api.Planning;
using KubeDaq.Operator.Pods;

namespace KubeDaq.Operator.Looking;

/// <summary>Pods as the planner sees them.</summary>
internal static class RackPods
{
    /// <summary>Null for a pod that the planner need not know.</summary>
    public static RackPod? From(Pod pod) =>
        pod.PartitionUid is null && pod.Resources.Count == 0 && pod.HostPorts.Count == 0
            ? null
            : new RackPod
            {
                Name = pod.Name,
                PartitionUid = pod.PartitionUid,
                Host = pod.Host,
                Resources = pod.Resources,
                HostPorts = pod.HostPorts,
                Finished = pod.Finished,
            };

    public static bool Same(RackPod? left, RackPod? right) =>
        (left, right) switch
        {
            (null, null) => true,
            (null, _) or (_, null) => false,
            _ => left.Name == right.Name
                && left.PartitionUid == right.PartitionUid
                && left.Host == right.Host
                && left.Finished == right.Finished
                && left.Resources.SequenceEqual(right.Resources)
                && left.HostPorts.SequenceEqual(right.HostPorts),
        };
}

namespace KubeDaq.NodeAgent.Guarding;

/// <summary>Finds out whether what was handed over is still in use. What the API server, the kubelet and the control groups agree on is over.</summary>
internal sealed class Holders(IHostPods pods, IKubeletOwners owners, CgroupTree cgroups)
{
    /// <summary>Those of the grants whose pods are surely gone; none where the API server does not answer.</summary>
    public async Task<IReadOnlyList<Grant>> OverAsync(IReadOnlyList<Grant> grants, CancellationToken stop)
    {
        if (grants.Count == 0)
            return [];
        var known = await pods.ReadAsync(stop);
        var owned = await owners.ReadAsync(stop);
        return known is null ? [] : [.. grants.Where(grant => !IsAlive(grant, known, owned ?? []))];
    }

    private bool IsAlive(Grant grant, IReadOnlyList<HostPod> known, IReadOnlyList<KubeletOwner> owned) =>
        owned.Any(owner => owner.Part == grant.Part && owner.IsClaimed == grant.IsClaimed && grant.Pods.Any(pod => Is(owner, pod)))
        || grant.Pods.Any(pod => known.Any(one => one.Ref == pod && !one.IsOver) || cgroups.HasProcesses(pod.Uid));

    private static bool Is(KubeletOwner owner, PodRef pod) => owner.Namespace == pod.Namespace && owner.Pod == pod.Name;
}

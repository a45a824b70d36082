using KubeDaq.Api;

namespace KubeDaq.NodeAgent.Guarding;

/// <summary>Finds out whether what was handed over is still in use. What the API server, the kubelet and the control groups agree on is over.</summary>
internal sealed class Holders(IHostPods pods, IKubeletOwners owners, CgroupTree cgroups, TimeProvider time)
{
    // From the agent's yes until the kubelet's books show it; a kubelet takes milliseconds, a busy one more.
    private static readonly TimeSpan UntilWritten = TimeSpan.FromSeconds(2);

    /// <summary>Those of the grants whose cards surely nobody has any more; none where the API server does not answer.</summary>
    public async Task<IReadOnlyList<Grant>> OverAsync(IReadOnlyList<Grant> grants, CancellationToken stop)
    {
        if (grants.Count == 0)
            return [];
        var known = await pods.ReadAsync(stop);
        var owned = await owners.ReadAsync(stop);
        return known is null ? [] : [.. grants.Where(grant => !IsAlive(grant, known, owned ?? []))];
    }

    private bool IsAlive(Grant grant, IReadOnlyList<HostPod> known, IReadOnlyList<KubeletOwner> owned)
    {
        var alive = known.Where(pod => !pod.IsOver).Select(pod => pod.Ref).ToList();
        return owned.Any(owner => owner.Part == grant.Part && owner.IsClaimed == grant.IsClaimed && grant.Pods.Concat(alive).Any(pod => Is(owner, pod)))
            || grant.Pods.Any(pod => alive.Contains(pod) || cgroups.HasProcesses(pod.Uid))
            || MayBeAnothers(grant, known);
    }

    // A pod can get a card before it is heard of, in the name of the one that had it last, and before the kubelet has it in its books.
    private bool MayBeAnothers(Grant grant, IReadOnlyList<HostPod> known) =>
        !grant.IsClaimed && time.GetUtcNow() - grant.Since < UntilWritten
        && known.Any(pod => !pod.IsOver && pod.Requests.Contains(ApiGroup.ResourceName(grant.Part.Card, grant.Part.Unit)));

    private static bool Is(KubeletOwner owner, PodRef pod) => owner.Namespace == pod.Namespace && owner.Pod == pod.Name;
}

namespace KubeDaq.NodeAgent.Guarding;

/// <summary>Brings the agent's grants together with what the kubelet's books say.</summary>
internal static class Books
{
    /// <summary>
    /// The grants with what the kubelet knows better: which of several pods got a card, and owners of cards that a lost checkpoint has forgotten.
    /// </summary>
    /// <param name="grants">What the agent has handed over.</param>
    /// <param name="owners">What the kubelet says.</param>
    /// <param name="pods">The pods of this host.</param>
    /// <param name="now">The time.</param>
    /// <param name="written">The time up to which the kubelet has written handovers into its books for sure: of a younger one they may still name the pod before.</param>
    public static IReadOnlyList<Grant> Settle(
        IReadOnlyList<Grant> grants, IReadOnlyList<KubeletOwner> owners, IReadOnlyList<HostPod> pods, DateTimeOffset now, DateTimeOffset written)
    {
        var settled = grants.Select(grant => grant.Since > written ? grant : Narrow(grant, owners)).ToList();
        var missing = owners
            .Where(owner => !settled.Exists(grant => grant.Part == owner.Part && grant.Pods.Any(pod => Is(owner, pod))))
            .Select(owner => new Grant
            {
                Part = owner.Part,
                Pods = [Find(owner, pods)],
                Since = now,
                Claim = owner.IsClaimed ? UnknownClaim : null,
            });
        return [.. settled, .. missing];
    }

    /// <summary>
    /// The grants with the right names: a card can be handed over before its pod is heard of, in the name of the one that had it last. Of those
    /// whose pods seem to be gone, the ones that the kubelet has in its books for another pod are that pod's.
    /// </summary>
    /// <param name="grants">What the agent has handed over.</param>
    /// <param name="doubtful">Those of them whose pods seem to be gone.</param>
    /// <param name="owners">What the kubelet says.</param>
    /// <param name="pods">The pods of this host.</param>
    public static IReadOnlyList<Grant> Correct(
        IReadOnlyList<Grant> grants, IReadOnlyCollection<Grant> doubtful, IReadOnlyList<KubeletOwner> owners, IReadOnlyList<HostPod> pods) =>
        [.. grants.Select(grant => doubtful.Contains(grant) && OtherOwner(grant, owners) is { } owner ? grant with { Pods = [Find(owner, pods)] } : grant)];

    /// <summary>Stands for a claim whose uid was forgotten; no claim has it.</summary>
    public const string UnknownClaim = "unknown";

    private static Grant Narrow(Grant grant, IReadOnlyList<KubeletOwner> owners)
    {
        if (grant.Pods.Count < 2)
            return grant;
        var having = grant.Pods.Where(pod => owners.Any(owner => owner.Part == grant.Part && Is(owner, pod))).ToList();
        return having.Count is 0 || having.Count == grant.Pods.Count ? grant : grant with { Pods = having };
    }

    // A claim says for which pods it is, so its grant has the right names.
    private static KubeletOwner? OtherOwner(Grant grant, IReadOnlyList<KubeletOwner> owners)
    {
        var here = owners.Where(owner => !owner.IsClaimed && !grant.IsClaimed && owner.Part == grant.Part).ToList();
        return here.Exists(owner => grant.Pods.Any(pod => Is(owner, pod))) ? null : here.FirstOrDefault();
    }

    private static PodRef Find(KubeletOwner owner, IReadOnlyList<HostPod> pods) =>
        pods.Select(pod => pod.Ref).FirstOrDefault(pod => Is(owner, pod)) ?? new(owner.Namespace, owner.Pod, "");

    private static bool Is(KubeletOwner owner, PodRef pod) => owner.Namespace == pod.Namespace && owner.Pod == pod.Name;
}

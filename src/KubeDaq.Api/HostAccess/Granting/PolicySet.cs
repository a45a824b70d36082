using KubeDaq.Api.HostAccess.Needs;

namespace KubeDaq.Api.HostAccess.Granting;

/// <summary>Policies in the order in which they are tried: what allows less comes first.</summary>
public sealed class PolicySet
{
    private PolicySet(IReadOnlyList<RankedPolicy> ranked) => Ranked = ranked;

    /// <summary>The policies, the least privileged first.</summary>
    public IEnumerable<HostAccessPolicy> Policies => Ranked.Select(ranked => ranked.Policy);

    internal IReadOnlyList<RankedPolicy> Ranked { get; }

    /// <summary>Puts policies in order.</summary>
    public static PolicySet Of(IEnumerable<HostAccessPolicy> policies)
    {
        var all = policies.Select(policy => (Policy: policy, Grants: PolicyGrants.Of(policy.Spec))).ToList();
        return new([
            .. all.Select(own => new RankedPolicy(own.Policy, own.Grants, all.Count(other => own.Grants.Cover(other.Grants))))
                .OrderBy(ranked => ranked.Covered).ThenBy(ranked => Weight(ranked.Grants)).ThenBy(ranked => ranked.Name, StringComparer.Ordinal),
        ]);
    }

    /// <summary>The names of the policies that allow all that the pod takes.</summary>
    public IEnumerable<string> Fitting(PodNeeds pod) => Ranked.Where(ranked => ranked.Grants.Fits(pod)).Select(ranked => ranked.Name);

    // Between policies of which neither covers the other.
    private static int Weight(PolicyGrants grants) =>
        grants.Exact.Count + (2 * grants.Prefixes.Count) + (grants.Exact.Contains(Words.Privileged) ? 1000 : 0) + (grants.Prefixes.Contains(Words.Capability) ? 500 : 0)
        + (grants.Prefixes.Contains(Words.HostPath + "/") ? 500 : 0);
}

/// <summary>A policy of a set.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Grants">What it allows.</param>
/// <param name="Covered">How many policies of the set, itself included, allow nothing that it does not allow.</param>
internal sealed record RankedPolicy(HostAccessPolicy Policy, PolicyGrants Grants, int Covered)
{
    public string Name => Policy.Metadata.Name ?? "";
}

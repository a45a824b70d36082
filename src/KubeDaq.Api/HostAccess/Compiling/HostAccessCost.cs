using KubeDaq.Api.HostAccess.Granting;
using KubeDaq.Api.HostAccess.Needs;

namespace KubeDaq.Api.HostAccess.Compiling;

/// <summary>
/// The most that a set of policies can cost in the API server, in its own unit (staging/src/k8s.io/apiserver/pkg/apis/cel/config.go of Kubernetes): it stops an evaluation,
/// and so denies the pod, when the limit is passed. Reckoned for a pod of <see cref="LargestPod"/> needs of which no policy is granted, which is the worst there is.
/// </summary>
internal static class HostAccessCost
{
    /// <summary>The limit of all expressions of a policy together (RuntimeCELCostBudget).</summary>
    public const long Limit = 10_000_000;

    /// <summary>The limit of a single expression (PerCallLimit).</summary>
    public const long ExpressionLimit = 1_000_000;

    /// <summary>An authorizer's check, and the ten selections and calls around it.</summary>
    public const long Check = 350_000 + 20;

    /// <summary>The needs, and as many host ports, up to which a pod is judged whatever the policies are.</summary>
    public const int LargestPod = 64;

    // Reading that largest pod, and the sentence about it.
    private const long Reading = 20_000;

    // What a loop costs for each item besides its body.
    private const long Loop = 5;

    // A comparison of the start of a text that may be longer than most paths are.
    private const long Start = 12;

    /// <summary>What it costs at the most to hold a pod against all policies.</summary>
    public static long OfConditions(IReadOnlyList<RankedPolicy> policies, NeedClasses classes) =>
        (LargestPod * classes.Cost(Loop, Start)) + policies.Sum(policy => OfPolicy(policy.Grants, classes));

    /// <summary>What it costs at the most to read a pod and hold it against all policies, without a check.</summary>
    public static long OfReading(IReadOnlyList<RankedPolicy> policies, NeedClasses classes) => Reading + OfConditions(policies, classes);

    /// <summary>What a set costs at the most.</summary>
    public static long Of(IReadOnlyList<RankedPolicy> policies, NeedClasses classes) =>
        // Once for the decision and once for the message.
        (2 * OfReading(policies, classes)) + (Check * Crowd(policies).Count);

    /// <summary>The policies of which most can fit one pod: each of them costs a check. A pod that takes a single thing has the most.</summary>
    public static IReadOnlyList<RankedPolicy> Crowd(IReadOnlyList<RankedPolicy> policies)
    {
        var words = policies.SelectMany(policy => policy.Grants.Exact.Concat(policy.Grants.Prefixes)).Distinct()
            .Where(word => word != Words.HostPort)
            .Select(word => Among(policies, grants => grants.HasWord(word)));
        // Of the policies that have hostPort at all, those that have a port: the first one of each range will do.
        var ports = policies.SelectMany(policy => policy.Grants.HostPorts ?? []).Select(range => range.Min).Distinct()
            .Select(port => Among(policies, grants => grants.HasWord(Words.HostPort) && grants.HasPort(port)));
        return words.Concat(ports).MaxBy(crowd => crowd.Count) ?? [];
    }

    // Two sets are compared each with each.
    private static long OfPolicy(PolicyGrants grants, NeedClasses classes) =>
        (LargestPod * (classes.AllowedBy(grants).Count() + grants.HugePages.Count)) + (20 * grants.HugePages.Count) + 20;

    private static IReadOnlyList<RankedPolicy> Among(IReadOnlyList<RankedPolicy> policies, Func<PolicyGrants, bool> allows) =>
        [.. policies.Where(policy => allows(policy.Grants))];
}

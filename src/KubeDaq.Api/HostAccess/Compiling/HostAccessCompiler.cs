using System.Text.Json.Nodes;
using KubeDaq.Api.HostAccess.Granting;

namespace KubeDaq.Api.HostAccess.Compiling;

/// <summary>
/// Compiles all policies into one ValidatingAdmissionPolicy and its binding, and the guard of the cards into another: several admission policies are
/// ANDed, so that "any policy allows it" must be one expression (https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/).
/// </summary>
public static class HostAccessCompiler
{
    // Of the 256 KiB that all annotations of an object may have together.
    private const int MaxAnnotation = 200 * 1024;

    // An expression, a variable's too, has room for two.
    private const int ChecksOfExpression = 2;

    private static readonly PodTerms Pod = PodTerms.Variables;

    /// <summary>Compiles a set of policies, which must be valid.</summary>
    /// <param name="policies">All policies of the cluster.</param>
    /// <param name="mode">What happens to a pod that none admits.</param>
    /// <param name="units">The card of each resource that stands for one unit of a card, such as dune.daq/flxcard-apa001-data0.</param>
    public static HostAccessCompilation Compile(IReadOnlyList<HostAccessPolicy> policies, HostAccessMode mode, IReadOnlyDictionary<string, string> units)
    {
        var ranked = PolicySet.Of(policies).Ranked;
        var classes = NeedClasses.Of(ranked.Select(policy => policy.Grants));
        var cost = HostAccessCost.Of(ranked, classes);
        var annotation = CompiledSet.Write(ranked.Select(policy => policy.Policy), units);
        if (Refusal(ranked, classes, cost, annotation.Length) is var (reason, refused))
            return new HostAccessCompilation { Cost = cost, Refusal = reason, Refused = [.. refused.Select(policy => policy.Name)] };
        return new HostAccessCompilation
        {
            Cost = cost,
            Objects =
            [
                AdmissionObjects.Policy(HostAccessNames.CompiledPolicy, Variables(ranked, classes), [Validation(ranked, classes)], Conditions(ranked, classes), annotation),
                AdmissionObjects.Binding(HostAccessNames.CompiledPolicy, mode),
                CardAccessCompiler.Policy(units),
                AdmissionObjects.Binding(HostAccessNames.CardPolicy, mode),
            ],
        };
    }

    private static (string Reason, IEnumerable<RankedPolicy> Refused)? Refusal(IReadOnlyList<RankedPolicy> ranked, NeedClasses classes, long cost, int size)
    {
        var crowd = HostAccessCost.Crowd(ranked);
        var conditions = HostAccessCost.OfConditions(ranked, classes);
        if (conditions > HostAccessCost.ExpressionLimit)
            return ($"to hold a pod against all policies could cost {conditions}, and the API server stops an expression at {HostAccessCost.ExpressionLimit}; shorten the longest policies, which are named first",
                ranked.OrderByDescending(policy => policy.Grants.Exact.Count + policy.Grants.Prefixes.Count + (policy.Grants.HostPorts?.Count ?? 0)));
        if (cost > HostAccessCost.Limit)
            return ($"to judge a pod could cost {cost}, and the API server stops at {HostAccessCost.Limit}: {crowd.Count} policies may allow the same pod, each of which costs a check of {HostAccessCost.Check}; join some of them", crowd);
        if (size > MaxAnnotation)
            return ($"the policies have {size} characters together, {MaxAnnotation} are allowed; take some out", ranked);
        return null;
    }

    // Few variables, and none that nothing uses: each one costs every pod, whether it is evaluated or not.
    private static Dictionary<string, string> Variables(IReadOnlyList<RankedPolicy> ranked, NeedClasses classes)
    {
        var variables = new Dictionary<string, string> { ["account"] = PodCel.Account, ["unchanged"] = PodCel.Unchanged, ["held"] = PodCel.Held, ["taken"] = PodCel.Taken(Pod.Held) };
        if (ranked.Any(policy => !policy.Grants.MayEscalate))
            variables["escalates"] = PodCel.Escalates(Pod.Held);
        foreach (var size in ranked.SelectMany(policy => policy.Grants.HugePages.Keys).Distinct().Order(StringComparer.Ordinal))
            variables[$"pages_{size}"] = PodCel.HugePages(Pod.Held, size);
        if (ranked.Count > 0)
        {
            variables["classes"] = PodCel.Classes(Pod.Taken, classes);
            variables["fitting"] = PolicyCel.Fitting(ranked, classes, Pod);
        }
        foreach (var (group, i) in Admitting(ranked, classes).Select((group, i) => (group, i)))
            variables[$"admits_{i}"] = group;
        return variables;
    }

    private static Dictionary<string, string> Conditions(IReadOnlyList<RankedPolicy> ranked, NeedClasses classes) =>
        new() { ["not-admitted-at-once"] = QuickAdmission.Condition(ranked, classes, HostAccessCost.ExpressionLimit - HostAccessCost.OfReading(ranked, classes)) };

    // What fits is asked first, as a check is dear.
    private static IEnumerable<string> Admitting(IReadOnlyList<RankedPolicy> ranked, NeedClasses classes) =>
        ranked.Select(policy => $"({PolicyCel.Fits(policy.Grants, classes, Pod)} && {PolicyCel.MayUse("hostaccesspolicies", Cel.Text(policy.Name), Pod)})")
            .Chunk(ChecksOfExpression).Select(group => string.Join(" || ", group));

    private static JsonObject Validation(IReadOnlyList<RankedPolicy> ranked, NeedClasses classes) => AdmissionObjects.Validation(
        string.Join(" || ", ["(oldObject != null && variables.unchanged)", $"{Pod.Taken}.size() == 0", .. Admitting(ranked, classes).Select((_, i) => $"variables.admits_{i}"), PodCel.BreakGlass]),
        DenialCel.Static,
        DenialCel.OfHostAccess(ranked.Count > 0));
}

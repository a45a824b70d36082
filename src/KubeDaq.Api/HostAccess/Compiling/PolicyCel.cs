using KubeDaq.Api.HostAccess.Granting;
using KubeDaq.Api.HostAccess.Needs;
using static KubeDaq.Api.HostAccess.Compiling.Cel;

namespace KubeDaq.Api.HostAccess.Compiling;

/// <summary>What <see cref="PolicyGrants.Fits"/> decides, in CEL.</summary>
internal static class PolicyCel
{
    /// <summary>What stands before each name of those that fit.</summary>
    public const string Comma = ", ";

    /// <summary>Whether a policy allows all that the pod takes.</summary>
    public static string Fits(PolicyGrants grants, NeedClasses classes, PodTerms pod) => string.Join(" && ", Conditions(grants, classes, pod));

    /// <summary>The names of the policies that allow all that the pod takes, each after a comma.</summary>
    public static string Fitting(IEnumerable<RankedPolicy> ranked, NeedClasses classes, PodTerms pod) =>
        $"[{string.Join(", ", ranked.Select(policy => $"{Fits(policy.Grants, classes, pod)} ? {Text(Comma + policy.Name)} : ''"))}].join('')";

    /// <summary>Whether the pod's account may use an object; an authorizer's answer must stay out of messages.</summary>
    public static string MayUse(string resource, string name, PodTerms pod) =>
        $"authorizer.serviceAccount({pod.Namespace}, {pod.Account}).group({Text(ApiGroup.Name)}).resource({Text(resource)})"
        // Without the namespace only ClusterRoleBindings would count.
        + $".namespace({pod.Namespace}).name({name}).check({Text(HostAccessNames.UseVerb)}).allowed()";

    private static IEnumerable<string> Conditions(PolicyGrants grants, NeedClasses classes, PodTerms pod)
    {
        yield return $"sets.contains({Texts(classes.AllowedBy(grants))}, {pod.Classes})";
        foreach (var (size, bytes) in grants.HugePages.OrderBy(pages => pages.Key, StringComparer.Ordinal))
            yield return $"(!({Text(Words.HugePages + size)} in {pod.Classes}) || {pod.HugePages(size)} <= {bytes})";
        if (!grants.MayEscalate)
            yield return $"!{pod.Escalates}";
    }
}

using KubeDaq.Api.HostAccess.Granting;
using KubeDaq.Api.HostAccess.Needs;
using static KubeDaq.Api.HostAccess.Compiling.Cel;

namespace KubeDaq.Api.HostAccess.Compiling;

/// <summary>What <see cref="PolicyGrants.Fits"/> decides, in CEL.</summary>
internal static class PolicyCel
{
    /// <summary>Whether a policy allows all that the pod takes.</summary>
    public static string Fits(PolicyGrants grants, NeedClasses classes) => string.Join(" && ", Conditions(grants, classes));

    /// <summary>Whether the pod's account may use an object; an authorizer's answer must stay out of messages.</summary>
    public static string MayUse(string resource, string name) =>
        $"authorizer.serviceAccount(namespaceObject.metadata.name, variables.account).group({Text(ApiGroup.Name)}).resource({Text(resource)})"
        // Without the namespace only ClusterRoleBindings would count.
        + $".namespace(namespaceObject.metadata.name).name({name}).check({Text(HostAccessNames.UseVerb)}).allowed()";

    private static IEnumerable<string> Conditions(PolicyGrants grants, NeedClasses classes)
    {
        yield return $"sets.contains({Texts(classes.AllowedBy(grants))}, variables.classes)";
        foreach (var (size, bytes) in grants.HugePages.OrderBy(pages => pages.Key, StringComparer.Ordinal))
            yield return $"(!({Text(Words.HugePages + size)} in variables.classes) || variables.pages_{size} <= {bytes})";
        if (!grants.MayEscalate)
            yield return "!variables.escalates";
    }
}

using KubeDaq.Api.HostAccess.Granting;
using static KubeDaq.Api.HostAccess.Compiling.Cel;

namespace KubeDaq.Api.HostAccess.Compiling;

/// <summary>What <see cref="PolicyGrants.Fits"/> decides, in CEL.</summary>
internal static class PolicyCel
{
    public static string Fits(PolicyGrants grants) => string.Join(" && ", Conditions(grants));

    /// <summary>Whether the pod's account may use an object; an authorizer's answer must stay out of messages.</summary>
    public static string MayUse(string resource, string name) =>
        $"authorizer.serviceAccount(namespaceObject.metadata.name, variables.account).group({Text(ApiGroup.Name)}).resource({Text(resource)})"
        // Without the namespace only ClusterRoleBindings would count.
        + $".namespace(namespaceObject.metadata.name).name({name}).check({Text(HostAccessNames.UseVerb)}).allowed()";

    private static IEnumerable<string> Conditions(PolicyGrants grants)
    {
        if (!grants.MayEscalate)
            yield return "!variables.escalates";
        yield return $"variables.taken.all(r, r.needs.all(n, {HasWord(grants)}))";
        if (grants.HostPorts is { Count: > 0 } ranges)
            yield return $"variables.ports.all(l, l.all(p, {string.Join(" || ", ranges.Select(range => $"(p >= {range.Min} && p <= {range.Max})"))}))";
        foreach (var (size, bytes) in grants.HugePages.OrderBy(pages => pages.Key, StringComparer.Ordinal))
            yield return $"variables.pages_{size} <= {bytes}";
    }

    private static string HasWord(PolicyGrants grants)
    {
        IEnumerable<string> exact = grants.Exact.Count > 0 ? [$"n in {Texts(grants.Exact)}"] : [];
        var words = exact.Concat(grants.Prefixes.Select(prefix => $"n.startsWith({Text(prefix)})")).ToList();
        return words.Count > 0 ? string.Join(" || ", words) : "false";
    }
}

using System.Text.Json.Nodes;

namespace KubeDaq.Api.HostAccess.Migration.Granting;

/// <summary>The labels that make a namespace governed, and leave to host access what Pod Security would deny there.</summary>
internal sealed class NamespaceLabels(IReadOnlyList<string> given)
{
    /// <summary>Of the namespaces that were given, and of those where a policy is granted.</summary>
    public IEnumerable<MigratedObject> Of(IReadOnlyList<MigratedPolicy> policies) =>
        given.Concat(policies.SelectMany(policy => policy.Namespaces)).Where(ns => !HostAccessNames.SystemNamespaces.Contains(ns)).Distinct()
            .Order(StringComparer.Ordinal).Select(Label);

    private static MigratedObject Label(string ns) => new(
        new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Namespace",
            ["metadata"] = new JsonObject
            {
                ["name"] = ns,
                ["labels"] = new JsonObject { [HostAccessNames.NamespaceLabel] = HostAccessNames.Governed, ["pod-security.kubernetes.io/enforce"] = "privileged" },
            },
        },
        ["From here on pods are judged; apply it last."]);
}

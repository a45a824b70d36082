using System.Text.Json.Nodes;
using KubeDaq.Api.HostAccess.Needs;
using KubeDaq.Api.Meta;

namespace KubeDaq.Api.HostAccess.Accounts;

/// <summary>A rule of a role, read as the API server reads it.</summary>
/// <param name="Verbs">The verbs; a star is every one.</param>
/// <param name="ApiGroups">The groups; a star is every one.</param>
/// <param name="Resources">The resources; a star is every one.</param>
/// <param name="ResourceNames">The names of objects; empty for all.</param>
public sealed record GrantingRule(
    IReadOnlyList<string> Verbs, IReadOnlyList<string> ApiGroups, IReadOnlyList<string> Resources, IReadOnlyList<string> ResourceNames)
{
    private const string Any = "*";

    /// <summary>Whether the rule lets something of a group be used.</summary>
    public bool AllowsUse(string group, string resource, string name) =>
        Has(Verbs, HostAccessNames.UseVerb) && Has(ApiGroups, group) && Has(Resources, resource) && (ResourceNames.Count == 0 || ResourceNames.Contains(name));

    /// <summary>Reads a rule of a Role or ClusterRole.</summary>
    public static GrantingRule Of(JsonObject rule) =>
        new([.. rule.Texts("verbs")], [.. rule.Texts("apiGroups")], [.. rule.Texts("resources")], [.. rule.Texts("resourceNames")]);

    private static bool Has(IReadOnlyList<string> values, string value) => values.Contains(value) || values.Contains(Any);
}

/// <summary>A Role or ClusterRole. The cluster has already put into an aggregated one what it is made of.</summary>
/// <param name="Name">Its name; a ClusterRole has no namespace.</param>
/// <param name="Rules">Its rules.</param>
public sealed record GrantingRole(ObjectName Name, IReadOnlyList<GrantingRule> Rules)
{
    /// <summary>Reads a Role or ClusterRole.</summary>
    public static GrantingRole Of(JsonObject role) =>
        new(new ObjectName(role.Text("metadata", "namespace"), role.Text("metadata", "name")), [.. role.Items("rules").Select(GrantingRule.Of)]);
}

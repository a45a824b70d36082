using System.Text.Json.Nodes;
using KubeDaq.Api.HostAccess.Accounts;
using KubeDaq.Api.HostAccess.Migration.Granting;
using KubeDaq.Api.HostAccess.Migration.Reading;
using KubeDaq.Api.HostAccess.Needs;

namespace KubeDaq.Api.HostAccess.Migration;

/// <summary>Turns PodSecurityPolicies and SecurityContextConstraints, with the roles and bindings that grant them, into host access policies and their grants.</summary>
public static class PolicyMigration
{
    private static readonly Leftover NotLookedAt = new(
        "all policies",
        "",
        "older policies did not look at extended resources, huge pages, hosts of probes and, without a list, AppArmor profiles",
        "where pods use them, add spec.extendedResources, spec.hugePages, spec.probeHosts and spec.appArmorProfiles; 'kubedaq policy check --ungoverned' finds such pods");

    /// <summary>Whether there is an older policy among the objects.</summary>
    public static bool Concerns(IEnumerable<JsonObject> objects) => objects.Any(value => Read(value) is not null);

    /// <summary>Converts all older policies among the objects; other kinds than they, roles, bindings and namespaces are named as left over.</summary>
    public static MigratedPolicies Convert(IReadOnlyList<JsonObject> objects)
    {
        var old = objects.Select(Read).OfType<OldPolicy>().ToList();
        var grants = UseGrants.Of(
            objects.Where(value => value.Text("kind") is "Role" or "ClusterRole").Select(GrantingRole.Of),
            objects.Where(value => value.Text("kind") is "RoleBinding" or "ClusterRoleBinding").Select(GrantingBinding.Of));
        var policies = PolicyNames.Of(old).Select(policy => new MigratedPolicy(policy, grants)).ToList();
        var namespaces = new NamespaceLabels([.. objects.Where(value => value.Text("kind") == "Namespace").Select(value => value.Text("metadata", "name"))]);
        return new MigratedPolicies(
            [.. policies.SelectMany(policy => policy.Objects), .. namespaces.Of(policies)],
            [.. policies.SelectMany(policy => policy.Leftovers), .. objects.Where(IsOther).Select(Passed), .. old.Count > 0 ? [NotLookedAt] : (IEnumerable<Leftover>)[]]);
    }

    private static OldPolicy? Read(JsonObject value) => value.Text("kind") switch
    {
        PodSecurityPolicyReading.Kind => PodSecurityPolicyReading.Read(value),
        SecurityContextConstraintsReading.Kind => SecurityContextConstraintsReading.Read(value),
        _ => null,
    };

    private static bool IsOther(JsonObject value) => Read(value) is null
        && value.Text("kind") is not ("Role" or "ClusterRole" or "RoleBinding" or "ClusterRoleBinding" or "Namespace" or "ServiceAccount");

    private static Leftover Passed(JsonObject value) =>
        new($"{value.Text("kind")} {value.Text("metadata", "name")}", "", "is no policy, role, binding or namespace: it is passed over", "nothing is lost");
}

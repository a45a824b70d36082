using System.Text.Json.Nodes;
using KubeDaq.Api.HostAccess;
using KubeDaq.Api.HostAccess.Accounts;
using KubeDaq.Cluster.Caching;
using KubeDaq.Operator.Governing;

namespace KubeDaq.Operator;

/// <summary>The kinds that say who may use what, and what of it is enforced.</summary>
internal sealed record HostAccessCaches(
    IObjectCache<HostAccessPolicy> Policies,
    IObjectCache<JsonObject> AdmissionPolicies,
    IObjectCache<JsonObject> AdmissionBindings,
    IObjectCache<JsonObject> ClusterRoles,
    IObjectCache<Seen<GrantingRole>> Roles,
    IObjectCache<Seen<GrantingBinding>> RoleBindings,
    IObjectCache<Seen<GrantingBinding>> ClusterRoleBindings)
{
    /// <summary>Calls when anything changed that says who may use what.</summary>
    public void OnGrants(Action changed)
    {
        ClusterRoles.Changed += (_, _) => changed();
        Roles.Changed += (_, _) => changed();
        RoleBindings.Changed += (_, _) => changed();
        ClusterRoleBindings.Changed += (_, _) => changed();
    }
}

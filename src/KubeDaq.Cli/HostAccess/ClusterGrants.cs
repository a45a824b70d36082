using System.Text.Json.Nodes;
using KubeDaq.Api.HostAccess.Accounts;
using KubeDaq.Cli.Connecting;
using KubeDaq.Cluster.Clients;

namespace KubeDaq.Cli.HostAccess;

/// <summary>Reads the roles and bindings of a cluster.</summary>
internal static class ClusterGrants
{
    private const string Group = "rbac.authorization.k8s.io";
    private static readonly ResourceKind Roles = new(Group, "v1", "roles", "Role", true);
    private static readonly ResourceKind ClusterRoles = new(Group, "v1", "clusterroles", "ClusterRole", false);
    private static readonly ResourceKind RoleBindings = new(Group, "v1", "rolebindings", "RoleBinding", true);
    private static readonly ResourceKind ClusterRoleBindings = new(Group, "v1", "clusterrolebindings", "ClusterRoleBinding", false);

    public static async Task<UseGrants> ReadAsync(Session session, CancellationToken stop)
    {
        var roles = await ListAsync(session, [Roles, ClusterRoles], stop);
        var bindings = await ListAsync(session, [RoleBindings, ClusterRoleBindings], stop);
        return UseGrants.Of(roles.Select(GrantingRole.Of), bindings.Select(GrantingBinding.Of));
    }

    private static async Task<IReadOnlyList<JsonObject>> ListAsync(Session session, IEnumerable<ResourceKind> kinds, CancellationToken stop) =>
        [.. (await Task.WhenAll(kinds.Select(kind => session.Json(kind).ListAsync(null, null, stop)))).SelectMany(list => list)];
}

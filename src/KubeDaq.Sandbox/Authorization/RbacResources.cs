using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Authorization;

/// <summary>The four kinds that say who may do what.</summary>
internal static class RbacResources
{
    /// <summary>Their API group.</summary>
    public const string Group = "rbac.authorization.k8s.io";

    /// <summary>Their group and version.</summary>
    public const string ApiVersion = Group + "/v1";

    /// <summary>Roles of a namespace.</summary>
    public static readonly GroupResource Roles = new(Group, "roles");

    /// <summary>Roles of the cluster.</summary>
    public static readonly GroupResource ClusterRoles = new(Group, "clusterroles");

    /// <summary>Bindings that count in their namespace.</summary>
    public static readonly GroupResource RoleBindings = new(Group, "rolebindings");

    /// <summary>Bindings that count everywhere.</summary>
    public static readonly GroupResource ClusterRoleBindings = new(Group, "clusterrolebindings");

    /// <summary>All four.</summary>
    public static readonly IReadOnlyList<GroupResource> All = [Roles, ClusterRoles, RoleBindings, ClusterRoleBindings];
}

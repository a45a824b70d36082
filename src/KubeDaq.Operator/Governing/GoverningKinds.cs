using System.Text.Json.Nodes;
using KubeDaq.Api.HostAccess.Accounts;
using KubeDaq.Cluster.Clients;

namespace KubeDaq.Operator.Governing;

/// <summary>The kinds by which host access is granted and enforced.</summary>
internal static class GoverningKinds
{
    private const string Rbac = "rbac.authorization.k8s.io";
    private const string Admission = "admissionregistration.k8s.io";

    public static ResourceKind<JsonObject> AdmissionPolicy { get; } =
        Kinds.Json(new(Admission, "v1", "validatingadmissionpolicies", "ValidatingAdmissionPolicy", false));

    public static ResourceKind<JsonObject> AdmissionBinding { get; } =
        Kinds.Json(new(Admission, "v1", "validatingadmissionpolicybindings", "ValidatingAdmissionPolicyBinding", false));

    public static ResourceKind<JsonObject> ClusterRole { get; } = Kinds.Json(new(Rbac, "v1", "clusterroles", "ClusterRole", false));

    public static ResourceKind<Seen<GrantingRole>> Role { get; } = Seen<GrantingRole>.Kind(Rbac, "roles", "Role", true, GrantingRole.Of);

    public static ResourceKind<Seen<GrantingBinding>> RoleBinding { get; } =
        Seen<GrantingBinding>.Kind(Rbac, "rolebindings", "RoleBinding", true, GrantingBinding.Of);

    public static ResourceKind<Seen<GrantingBinding>> ClusterRoleBinding { get; } =
        Seen<GrantingBinding>.Kind(Rbac, "clusterrolebindings", "ClusterRoleBinding", false, GrantingBinding.Of);
}

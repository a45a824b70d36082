using System.Text.Json.Nodes;
using KubeDaq.Api;
using KubeDaq.Api.Partitions;

namespace KubeDaq.Operator.Controllers.Partitions.Composing;

/// <summary>
/// The service account of a partition's pods and what it may: read its own partition, and find the other applications by Service and
/// EndpointSlice. No pods, no secrets.
/// </summary>
internal static class Identity
{
    public static string ServiceAccount(Partition partition) =>
        string.IsNullOrEmpty(partition.Spec.ServiceAccountName) ? partition.Metadata.Name! : partition.Spec.ServiceAccountName;

    /// <summary>Null where the user names an account of his own.</summary>
    public static JsonObject? Account(Partition partition) =>
        string.IsNullOrEmpty(partition.Spec.ServiceAccountName)
            ? new JsonObject
            {
                ["apiVersion"] = "v1",
                ["kind"] = "ServiceAccount",
                ["metadata"] = Ownership.Metadata(partition, partition.Metadata.Name!),
            }
            : null;

    public static JsonObject Role(Partition partition) => new()
    {
        ["apiVersion"] = "rbac.authorization.k8s.io/v1",
        ["kind"] = "Role",
        ["metadata"] = Ownership.Metadata(partition, RoleName(partition)),
        ["rules"] = new JsonArray(
            Rule(ApiGroup.Name, "partitions", partition.Metadata.Name),
            Rule("", "services", null),
            Rule("discovery.k8s.io", "endpointslices", null)),
    };

    public static JsonObject Binding(Partition partition) => new()
    {
        ["apiVersion"] = "rbac.authorization.k8s.io/v1",
        ["kind"] = "RoleBinding",
        ["metadata"] = Ownership.Metadata(partition, RoleName(partition)),
        ["roleRef"] = new JsonObject
        {
            ["apiGroup"] = "rbac.authorization.k8s.io",
            ["kind"] = "Role",
            ["name"] = RoleName(partition),
        },
        ["subjects"] = new JsonArray(new JsonObject
        {
            ["kind"] = "ServiceAccount",
            ["name"] = ServiceAccount(partition),
            ["namespace"] = partition.Metadata.Namespace,
        }),
    };

    private static string RoleName(Partition partition) => $"kubedaq-{partition.Metadata.Name}";

    private static JsonObject Rule(string group, string resource, string? name)
    {
        var rule = new JsonObject
        {
            ["apiGroups"] = new JsonArray(group),
            ["resources"] = new JsonArray(resource),
            ["verbs"] = new JsonArray("get", "list", "watch"),
        };
        if (name is not null)
            rule["resourceNames"] = new JsonArray(name);
        return rule;
    }
}

using System.Text.Json.Nodes;
using KubeDaq.Api.HostAccess.Accounts;

namespace KubeDaq.Api.HostAccess.Migration.Granting;

/// <summary>A binding of a new policy.</summary>
/// <param name="Namespace">Where it holds; empty for every namespace.</param>
/// <param name="Subjects">Whom it is for.</param>
/// <param name="Sources">What it is made from.</param>
internal sealed record CarriedBinding(string Namespace, IReadOnlyList<GrantSubject> Subjects, IReadOnlyList<string> Sources)
{
    private const string Group = "rbac.authorization.k8s.io";

    public MigratedObject Write(string policy)
    {
        var role = HostAccessNames.RolePrefix + policy;
        var metadata = new JsonObject { ["name"] = role };
        if (Namespace.Length > 0)
            metadata["namespace"] = Namespace;
        var value = new JsonObject
        {
            ["apiVersion"] = $"{Group}/v1",
            ["kind"] = Namespace.Length > 0 ? "RoleBinding" : "ClusterRoleBinding",
            ["metadata"] = metadata,
            ["roleRef"] = new JsonObject { ["apiGroup"] = Group, ["kind"] = "ClusterRole", ["name"] = role },
            ["subjects"] = new JsonArray([.. Subjects.Select(Subject)]),
        };
        return new MigratedObject(value, [$"From {string.Join(", ", Sources)}. The operator makes the ClusterRole."]);
    }

    private static JsonObject Subject(GrantSubject subject) => subject.Sort == SubjectSort.ServiceAccount
        ? new JsonObject { ["kind"] = "ServiceAccount", ["name"] = subject.Name.Name, ["namespace"] = subject.Name.Namespace }
        : new JsonObject { ["apiGroup"] = Group, ["kind"] = "Group", ["name"] = subject.Name.Name };
}

using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Authorization;

/// <summary>A RoleBinding, or with an empty namespace a ClusterRoleBinding.</summary>
internal sealed record RoleBinding(string Namespace, string Name, RoleRef Role, IReadOnlyList<Subject> Subjects)
{
    /// <summary>Reads a stored binding.</summary>
    public static RoleBinding From(StoredObject stored) =>
        new(stored.Key.Namespace, stored.Key.Name, RoleRef.Of(stored.Value), SubjectsOf(stored.Value, stored.Key.Namespace));

    /// <summary>Where the role is that this binding names.</summary>
    public ObjectKey RoleKey => Role.KeyIn(Namespace);

    /// <summary>Why a subject has the role, in the words of an access review.</summary>
    public string Describe(Subject subject)
    {
        var binding = Namespace.Length == 0 ? $"ClusterRoleBinding \"{Name}\"" : $"RoleBinding \"{Name}/{Namespace}\"";
        return $"{binding} of {Role.Kind} \"{Role.Name}\" to {subject}";
    }

    private static IReadOnlyList<Subject> SubjectsOf(JsonObject binding, string ns) =>
        [.. binding.Maps("subjects").Select(subject => Subject.From(subject, ns))];
}

/// <summary>Which role a binding gives.</summary>
internal sealed record RoleRef(string Kind, string Name)
{
    /// <summary>Reads a binding's <c>roleRef</c>.</summary>
    public static RoleRef Of(JsonObject binding) => new(binding.Text("roleRef", "kind") ?? "", binding.Text("roleRef", "name") ?? "");

    /// <summary>Where the role is when a binding of this namespace (empty: a cluster-wide one) names it.</summary>
    public ObjectKey KeyIn(string bindingNamespace) =>
        Kind == "Role" ? new(RbacResources.Roles, bindingNamespace, Name) : new(RbacResources.ClusterRoles, "", Name);
}

using System.Text.Json.Nodes;
using KubeDaq.Api.HostAccess.Needs;
using KubeDaq.Api.Meta;

namespace KubeDaq.Api.HostAccess.Accounts;

/// <summary>A RoleBinding or ClusterRoleBinding.</summary>
/// <param name="Name">Its name; a ClusterRoleBinding has no namespace, and holds in all of them.</param>
/// <param name="Role">The name of the role; a ClusterRole has no namespace.</param>
/// <param name="Subjects">Whom it gives the role.</param>
public sealed record GrantingBinding(ObjectName Name, ObjectName Role, IReadOnlyList<GrantSubject> Subjects)
{
    /// <summary>Reads a RoleBinding or ClusterRoleBinding.</summary>
    public static GrantingBinding Of(JsonObject binding)
    {
        var ns = binding.Text("metadata", "namespace");
        return new(
            new ObjectName(ns, binding.Text("metadata", "name")),
            new ObjectName(binding.Text("roleRef", "kind") == "Role" ? ns : "", binding.Text("roleRef", "name")),
            [.. binding.Items("subjects").Select(subject => GrantSubject.Of(subject, ns)).OfType<GrantSubject>()]);
    }

    /// <summary>The binding as people name it, such as <c>RoleBinding np04/readout</c>.</summary>
    public override string ToString() => $"{(Name.Namespace.Length == 0 ? "ClusterRoleBinding" : "RoleBinding")} {Name}";
}

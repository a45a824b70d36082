using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Identity;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Authorization;

/// <summary>To whom a binding gives its role; a service account always with its namespace.</summary>
internal sealed record Subject(string Kind, string Namespace, string Name)
{
    /// <summary>The kind that stands for one user.</summary>
    public const string User = "User";

    /// <summary>The kind that stands for all members of a group.</summary>
    public const string Group = "Group";

    /// <summary>The kind that stands for a service account.</summary>
    public const string ServiceAccount = "ServiceAccount";

    /// <summary>Reads one of a binding's <c>subjects</c>; a service account without a namespace is one of the binding's own.</summary>
    public static Subject From(JsonObject subject, string bindingNamespace)
    {
        var kind = subject.Text("kind") ?? "";
        var ns = subject.Text("namespace") ?? "";
        if (kind != ServiceAccount)
            ns = "";
        else if (ns.Length == 0)
            ns = bindingNamespace;
        return new(kind, ns, subject.Text("name") ?? "");
    }

    /// <summary>What a request's user or one of his groups is compared with; null for a subject that is nobody.</summary>
    public Holder? Holder => Kind switch
    {
        User => new(false, Name),
        Group => new(true, Name),
        ServiceAccount when Namespace.Length > 0 => new(false, ServiceAccountName.UserName(Namespace, Name)),
        _ => null,
    };

    /// <inheritdoc/>
    public override string ToString() => Kind == ServiceAccount ? $"{Kind} \"{Name}/{Namespace}\"" : $"{Kind} \"{Name}\"";
}

/// <summary>A user or a group, by name.</summary>
internal readonly record struct Holder(bool IsGroup, string Name);

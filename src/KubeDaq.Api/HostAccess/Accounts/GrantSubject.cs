using System.Text.Json.Nodes;
using KubeDaq.Api.HostAccess.Needs;
using KubeDaq.Api.Meta;

namespace KubeDaq.Api.HostAccess.Accounts;

/// <summary>The sorts of subjects that a binding names.</summary>
public enum SubjectSort
{
    /// <summary>One service account.</summary>
    ServiceAccount,

    /// <summary>A group; pods' service accounts are in some.</summary>
    Group,

    /// <summary>A user, who runs no pod: pods run under service accounts.</summary>
    User,
}

/// <summary>Whom a binding gives its role.</summary>
/// <param name="Sort">What it is.</param>
/// <param name="Name">Of a service account namespace and name; of others the name alone.</param>
public sealed record GrantSubject(SubjectSort Sort, ObjectName Name)
{
    private const string AccountPrefix = "system:serviceaccount:";
    private const string AccountsGroup = "system:serviceaccounts";

    /// <summary>Whether a service account is meant. One that is named as a user counts too, as it does for the API server.</summary>
    public bool Covers(ObjectName account) => Sort switch
    {
        SubjectSort.ServiceAccount => Name == account,
        SubjectSort.Group => GroupsOf(account).Contains(Name.Name),
        _ => false,
    };

    /// <summary>Whether any service account can be meant, so that a pod may come by it.</summary>
    public bool CoversPods => Sort == SubjectSort.ServiceAccount
        || (Sort == SubjectSort.Group && (Name.Name is AccountsGroup or "system:authenticated" || Name.Name.StartsWith(AccountsGroup + ":", StringComparison.Ordinal)));

    /// <summary>The user name by which the API server knows a service account.</summary>
    public static string UserOf(ObjectName account) => $"{AccountPrefix}{account.Namespace}:{account.Name}";

    /// <summary>The groups of a service account.</summary>
    public static IReadOnlyList<string> GroupsOf(ObjectName account) => [AccountsGroup, $"{AccountsGroup}:{account.Namespace}", "system:authenticated"];

    /// <summary>The service account of a user name; null where it is another user.</summary>
    public static ObjectName? AccountOf(string user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return user.StartsWith(AccountPrefix, StringComparison.Ordinal) && user[AccountPrefix.Length..].Split(':') is [{ Length: > 0 } ns, { Length: > 0 } name]
            ? new ObjectName(ns, name)
            : null;
    }

    /// <summary>Reads a subject of a binding; null where it is of no sort that is known.</summary>
    /// <param name="subject">The subject.</param>
    /// <param name="ns">The namespace of the binding, for a service account without one.</param>
    public static GrantSubject? Of(JsonObject subject, string ns)
    {
        var name = subject.Text("name");
        return subject.Text("kind") switch
        {
            "ServiceAccount" => new(SubjectSort.ServiceAccount, new ObjectName(subject.Text("namespace") is { Length: > 0 } own ? own : ns, name)),
            "User" => AccountOf(name) is { } account ? new(SubjectSort.ServiceAccount, account) : new(SubjectSort.User, new ObjectName("", name)),
            "Group" => new(SubjectSort.Group, new ObjectName("", name)),
            _ => null,
        };
    }

    /// <summary>The name: <c>namespace/name</c> of a service account.</summary>
    public override string ToString() => Name.ToString();
}

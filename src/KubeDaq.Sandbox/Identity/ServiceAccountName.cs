using System.Diagnostics.CodeAnalysis;

namespace KubeDaq.Sandbox.Identity;

/// <summary>A service account, which as a user is called <c>system:serviceaccount:NAMESPACE:NAME</c>.</summary>
internal sealed record ServiceAccountName(string Namespace, string Name)
{
    private const string Prefix = "system:serviceaccount:";

    /// <summary>The account's name as a user.</summary>
    public static string UserName(string ns, string name) => $"{Prefix}{ns}:{name}";

    /// <summary>The groups of every account of a namespace.</summary>
    public static IReadOnlyList<string> GroupsIn(string ns) => [Groups.ServiceAccounts, $"{Groups.ServiceAccounts}:{ns}"];

    /// <summary>Whether a user is a service account, and which.</summary>
    public static bool TryParse(string user, [NotNullWhen(true)] out ServiceAccountName? account)
    {
        var parts = user.StartsWith(Prefix, StringComparison.Ordinal) ? user[Prefix.Length..].Split(':') : [];
        account = parts is [{ Length: > 0 }, { Length: > 0 }] ? new(parts[0], parts[1]) : null;
        return account is not null;
    }
}

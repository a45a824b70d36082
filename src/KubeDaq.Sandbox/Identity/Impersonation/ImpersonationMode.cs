using KubeDaq.Sandbox.Http.Seams;

namespace KubeDaq.Sandbox.Identity.Impersonation;

/// <summary>
/// One way to be allowed to act as somebody else. The old one needs the verb <c>impersonate</c> and then gives all rights of the other user;
/// the constrained ones need <c>impersonate:MODE</c> on the user and <c>impersonate-on:MODE:VERB</c> on what is asked.
/// </summary>
internal sealed class ImpersonationMode
{
    private const string UserGroup = "authentication.k8s.io";
    private const string NodePrefix = "system:node:";

    private readonly string? _name;
    private readonly Func<WantedUser, bool> _fits;

    private ImpersonationMode(string? name, Func<WantedUser, bool> fits)
    {
        _name = name;
        _fits = fits;
    }

    /// <summary>All modes, the narrowest first.</summary>
    public static IReadOnlyList<ImpersonationMode> All { get; } =
    [
        new("arbitrary-node", wanted => wanted.IsNameOnly && IsNode(wanted.Name)),
        new("serviceaccount", wanted => wanted.IsNameOnly && IsServiceAccount(wanted.Name)),
        new("user-info", wanted => !IsNode(wanted.Name) && !IsServiceAccount(wanted.Name)),
        new(null, _ => true),
    ];

    /// <summary>The verb that names the mode, where it is constrained.</summary>
    public string? Constraint => _name is null ? null : Verb;

    private string Verb => _name is null ? "impersonate" : $"impersonate:{_name}";

    /// <summary>Whether the mode is meant for such a user.</summary>
    public bool Fits(WantedUser wanted) => _fits(wanted);

    /// <summary>All that must be allowed, in the order in which it is asked.</summary>
    public IEnumerable<RequestInfo> Needs(WantedUser wanted, RequestInfo asked)
    {
        if (_name is not null)
            yield return asked with { Verb = $"impersonate-on:{_name}:{asked.Verb}" };
        yield return NeedForName(wanted);
        if (wanted.Uid.Length > 0)
            yield return Need(UserGroup, "uids", wanted.Uid);
        foreach (var group in wanted.Groups)
            yield return Need(_name is null ? "" : UserGroup, "groups", group);
        foreach (var (key, values) in wanted.Extra)
        {
            foreach (var value in values)
                yield return Need(UserGroup, "userextras", value) with { Subresource = key };
        }
    }

    /// <summary>The groups that the user gets where the request names none.</summary>
    public IReadOnlyList<string> GroupsOf(WantedUser wanted)
    {
        if (_name is not null && IsNode(wanted.Name))
            return [Identity.Groups.Nodes];
        return wanted.Groups.Count == 0 && ServiceAccountName.TryParse(wanted.Name, out var account)
            ? ServiceAccountName.GroupsIn(account.Namespace)
            : wanted.Groups;
    }

    private static bool IsNode(string user) => user.StartsWith(NodePrefix, StringComparison.Ordinal) && user.Length > NodePrefix.Length;

    private static bool IsServiceAccount(string user) => ServiceAccountName.TryParse(user, out _);

    private RequestInfo NeedForName(WantedUser wanted)
    {
        var group = _name is null ? "" : UserGroup;
        if (_name is not null && IsNode(wanted.Name))
            return Need(group, "nodes", wanted.Name[NodePrefix.Length..]);
        return ServiceAccountName.TryParse(wanted.Name, out var account)
            ? Need(group, "serviceaccounts", account.Name) with { Namespace = account.Namespace }
            : Need(group, "users", wanted.Name);
    }

    private RequestInfo Need(string group, string resource, string name) => new(true, Verb, "", group, "v1", resource, "", "", name);
}

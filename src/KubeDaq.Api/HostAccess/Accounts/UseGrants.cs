using KubeDaq.Api.Meta;

namespace KubeDaq.Api.HostAccess.Accounts;

/// <summary>Who may use which policy and which card, by the roles and bindings of a cluster.</summary>
public sealed class UseGrants
{
    /// <summary>The resource of policies.</summary>
    public const string Policies = "hostaccesspolicies";

    /// <summary>The resource of cards.</summary>
    public const string Cards = "readoutcards";

    private readonly IReadOnlyList<(GrantingRole Role, IReadOnlyList<GrantingBinding> Bindings)> _bound;

    private UseGrants(IReadOnlyList<(GrantingRole Role, IReadOnlyList<GrantingBinding> Bindings)> bound) => _bound = bound;

    /// <summary>Puts the roles and bindings of a cluster together.</summary>
    public static UseGrants Of(IEnumerable<GrantingRole> roles, IEnumerable<GrantingBinding> bindings)
    {
        var ofRole = bindings.ToLookup(binding => binding.Role);
        return new([.. roles.Where(role => ofRole.Contains(role.Name)).Select(role => (role, (IReadOnlyList<GrantingBinding>)[.. ofRole[role.Name]]))]);
    }

    /// <summary>Who may use a policy or a card: in every namespace first, then by namespace and name; once each, by the first binding that says so.</summary>
    /// <param name="resource"><see cref="Policies"/> or <see cref="Cards"/>.</param>
    /// <param name="name">The name of the policy or card.</param>
    public IReadOnlyList<UseGrant> On(string resource, string name) =>
    [
        .. Bindings(ApiGroup.Name, resource, name)
            .SelectMany(binding => binding.Subjects.Select(subject => new UseGrant(subject, binding)))
            .OrderBy(grant => grant.Namespace ?? "", StringComparer.Ordinal).ThenBy(grant => grant.Subject.Sort)
            .ThenBy(grant => grant.Subject.Name).ThenBy(grant => grant.Binding.Name)
            .DistinctBy(grant => (grant.Namespace, grant.Subject)),
    ];

    /// <summary>Whether the pods of a service account may use something in a namespace.</summary>
    public bool Allow(ObjectName account, string resource, string name, string ns) =>
        Bindings(ApiGroup.Name, resource, name)
            .Where(binding => binding.Name.Namespace.Length == 0 || binding.Name.Namespace == ns)
            .Any(binding => binding.Subjects.Any(subject => subject.Covers(account)));

    /// <summary>The bindings that let something of any group be used, such as a PodSecurityPolicy.</summary>
    internal IEnumerable<GrantingBinding> Bindings(string group, string resource, string name) =>
        _bound.Where(bound => bound.Role.Rules.Any(rule => rule.AllowsUse(group, resource, name))).SelectMany(bound => bound.Bindings);
}

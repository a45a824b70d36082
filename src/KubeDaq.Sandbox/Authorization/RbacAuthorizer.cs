using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Identity;

namespace KubeDaq.Sandbox.Authorization;

/// <summary>Decides by roles and bindings. Members of <c>system:masters</c> may do everything, whatever the roles say.</summary>
internal sealed class RbacAuthorizer(RbacIndex index) : IAuthorizer
{
    /// <inheritdoc/>
    public Decision Authorize(UserInfo user, RequestInfo request)
    {
        if (user.Groups.Contains(Groups.Masters))
            return new(true, "");
        List<string>? problems = null;
        foreach (var grant in index.GrantsTo(user, request.Namespace))
        {
            var role = grant.Binding.RoleKey;
            if (index.RulesOf(role) is not { } rules)
                (problems ??= []).Add(Missing(grant.Binding.Role));
            else if (rules.Any(rule => rule.Allows(request)))
                return new(true, $"RBAC: allowed by {grant.Binding.Describe(grant.Subject)}");
        }
        return new(false, problems is null ? "" : $"RBAC: {Together([.. problems.Distinct()])}");
    }

    /// <summary>All rules that a user has, cluster-wide and in a namespace.</summary>
    public IEnumerable<PolicyRule> RulesFor(UserInfo user, string ns) =>
        index.GrantsTo(user, ns).SelectMany(grant => index.RulesOf(grant.Binding.RoleKey) ?? []);

    /// <summary>The rules of a role, or null where there is no such role.</summary>
    public IReadOnlyList<PolicyRule>? RulesOf(RoleRef role, string bindingNamespace) => index.RulesOf(role.KeyIn(bindingNamespace));

    private static string Missing(RoleRef role) => $"{role.Kind.ToLowerInvariant()}.{RbacResources.Group} \"{role.Name}\" not found";

    private static string Together(IReadOnlyList<string> problems) => problems.Count == 1 ? problems[0] : $"[{string.Join(", ", problems)}]";
}

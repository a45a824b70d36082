using KubeDaq.Api.HostAccess;
using KubeDaq.Api.HostAccess.Accounts;
using KubeDaq.Operator.Controllers.HostAccessPolicies.Deciding;

namespace KubeDaq.Operator.Controllers.HostAccessPolicies.Telling;

/// <summary>Says what has become of a policy and who may use it.</summary>
internal static class PolicyStatusComposer
{
    private const int MostAccounts = 50;

    public static HostAccessPolicyStatus Of(HostAccessPolicy policy, Refused? refused, Enforcement enforcement, UseGrants grants, DateTimeOffset now)
    {
        var users = grants.On(UseGrants.Policies, policy.Metadata.Name!).Where(Matters).Select(grant => grant.ToString()).Distinct().ToList();
        return new HostAccessPolicyStatus
        {
            CompiledGeneration = enforcement.Generations.GetValueOrDefault(policy.Metadata.Name!),
            Allows = AllowsLine.Of(policy.Spec),
            Accounts = [.. users.Take(MostAccounts)],
            AccountCount = users.Count,
            Conditions = PolicyConditions.Of(policy, refused, enforcement, now),
        };
    }

    /// <summary>Users run no pods, and no pod is judged in a namespace of the cluster itself.</summary>
    private static bool Matters(UseGrant grant) =>
        grant.Subject.CoversPods
        && !(grant.Subject.Sort == SubjectSort.ServiceAccount && HostAccessNames.SystemNamespaces.Contains(grant.Subject.Name.Namespace));
}

using KubeDaq.Api.HostAccess.Accounts;

namespace KubeDaq.Api.HostAccess.Migration.Granting;

/// <summary>The bindings that grant a policy as its predecessor was granted, as narrow as they can be: a service account has pods in its own namespace alone.</summary>
internal sealed record CarriedGrants(IReadOnlyList<CarriedBinding> Bindings, IReadOnlyList<Leftover> Leftovers)
{
    private const string AccountsOf = "system:serviceaccounts:";

    public static CarriedGrants None { get; } = new([], []);

    public static CarriedGrants Of(OldPolicy old, string policy, UseGrants grants)
    {
        // Who may use everything may use the new policy too.
        var already = grants.Bindings(ApiGroup.Name, UseGrants.Policies, policy).ToHashSet();
        var bindings = old.Resources.SelectMany(resource => grants.Bindings(resource.Group, resource.Resource, old.Name)).Distinct().Where(binding => !already.Contains(binding)).ToList();
        var subjects = bindings.SelectMany(binding => binding.Subjects.Select(subject => new OldGrant(subject, binding.Name.Namespace, $"{binding}")))
            .Concat(old.Subjects.Select(subject => new OldGrant(subject, "", old.Source)))
            .ToList();
        var left = subjects.Select(subject => LeftOver(old, subject)).OfType<Leftover>().ToList();
        var carried = subjects.Where(subject => LeftOver(old, subject) is null)
            .GroupBy(NamespaceOf, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new CarriedBinding(group.Key, [.. group.Select(grant => grant.Subject).Distinct().OrderBy(subject => subject.Sort).ThenBy(subject => subject.Name)], [.. group.Select(grant => grant.Source).Distinct()]))
            .ToList();
        if (carried.Any(binding => binding.Namespace.Length == 0))
            left.Add(new Leftover(old.Source, "", "was for service accounts of every namespace", $"label the namespaces that are to be governed: {GrantCommands.OfNamespace("NAMESPACE")}"));
        if (subjects.Count == 0)
            left.Add(new Leftover(old.Source, "", "is granted to nobody by the roles and bindings given", $"give their files too, or grant it: kubedaq policy grant {policy} --to NAMESPACE:ACCOUNT"));
        return new CarriedGrants(carried, left);
    }

    /// <summary>The namespace where it matters; empty for every one.</summary>
    private static string NamespaceOf(OldGrant grant) => grant switch
    {
        { Namespace.Length: > 0 } => grant.Namespace,
        { Subject.Sort: SubjectSort.ServiceAccount } => grant.Subject.Name.Namespace,
        _ when grant.Subject.Name.Name.StartsWith(AccountsOf, StringComparison.Ordinal) => grant.Subject.Name.Name[AccountsOf.Length..],
        _ => "",
    };

    private static Leftover? LeftOver(OldPolicy old, OldGrant grant)
    {
        var who = $"{grant.Subject.Sort} {grant.Subject} of {grant.Source}";
        if (!grant.Subject.CoversPods)
            return new(old.Source, "", $"{who} runs no pods", "grant the policy to the service accounts of pods: who makes a pod no longer counts");
        if (grant.Subject.Sort == SubjectSort.ServiceAccount && grant.Namespace.Length > 0 && grant.Namespace != grant.Subject.Name.Namespace)
            return new(old.Source, "", $"{who} has no pods in namespace {grant.Namespace}", "grant the policy to the service accounts of that namespace's pods");
        return HostAccessNames.SystemNamespaces.Contains(NamespaceOf(grant))
            ? new(old.Source, "", $"{who} is of namespace {NamespaceOf(grant)}, which is never governed", "its pods need no policy")
            : null;
    }

    private sealed record OldGrant(GrantSubject Subject, string Namespace, string Source);
}

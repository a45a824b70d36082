using KubeDaq.Api.HostAccess;
using KubeDaq.Api.Meta;
using KubeDaq.Operator.Controllers.HostAccessPolicies.Deciding;

namespace KubeDaq.Operator.Controllers.HostAccessPolicies.Telling;

/// <summary>Writes a policy's conditions; a condition keeps its time until its status changes.</summary>
internal static class PolicyConditions
{
    public static IReadOnlyList<Condition> Of(HostAccessPolicy policy, Refused? refused, Enforcement enforcement, DateTimeOffset now)
    {
        var (compiled, enforced) = (Compiled(refused), Enforced(policy, refused, enforcement));
        return [Make(policy, "Compiled", compiled, now), Make(policy, "Enforced", enforced, now)];
    }

    private static Said Compiled(Refused? refused) => refused is null
        ? new("True", Reasons.Compiled, "it is part of the compiled set")
        : new("False", refused.Reason, refused.Message);

    private static Said Enforced(HostAccessPolicy policy, Refused? refused, Enforcement enforcement)
    {
        var inForce = enforcement.Generations.TryGetValue(policy.Metadata.Name!, out var generation);
        if (enforcement.Mode is not { } mode)
            return new("False", Reasons.NotApplied, $"the cluster has no {HostAccessNames.CompiledPolicy} that denies, warns or audits");
        if (refused is not null || !inForce || generation != policy.Metadata.Generation)
            return new("False", Reasons.NotCompiled, inForce ? $"its generation {generation} is in force" : "nothing of it is in force");
        if (enforcement.Warning is { } warning)
            return new("False", Reasons.TypeChecking, $"the cluster has doubts about what the policies were compiled to: {warning}");
        return mode switch
        {
            HostAccessMode.Warn => new("False", Reasons.WarnOnly, "the operator runs with --host-access-mode Warn: pods are made, and whoever makes them is warned"),
            HostAccessMode.Audit => new("False", Reasons.AuditOnly, "the operator runs with --host-access-mode Audit: pods are made, and the audit log tells"),
            _ => new("True", Reasons.Enforced, "in governed namespaces, pods that need it and may not use it are denied"),
        };
    }

    private static Condition Make(HostAccessPolicy policy, string type, Said said, DateTimeOffset now)
    {
        var before = policy.Status?.Conditions.FirstOrDefault(condition => condition.Type == type);
        return new Condition
        {
            Type = type,
            Status = said.Status,
            Reason = said.Reason,
            Message = said.Message,
            ObservedGeneration = policy.Metadata.Generation,
            LastTransitionTime = before?.Status == said.Status ? before.LastTransitionTime : now,
        };
    }

    private readonly record struct Said(string Status, string Reason, string Message);
}

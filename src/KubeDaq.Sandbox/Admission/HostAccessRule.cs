using KubeDaq.Api.HostAccess;
using KubeDaq.Api.HostAccess.Accounts;
using KubeDaq.Api.HostAccess.Compiling;
using KubeDaq.Api.HostAccess.Granting;
using KubeDaq.Api.HostAccess.Judging;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Admission;

/// <summary>
/// What pods may take from their host, as the operator's compiled policy says, which a cluster evaluates as CEL: here the same set of policies, read from
/// the compiled policy itself, goes to the judge.
/// </summary>
internal sealed class HostAccessRule(IObjects objects, IAuthorizer authorizer) : IAdmission
{
    private readonly CompiledGuard _guard = new(objects, HostAccessNames.CompiledPolicy);
    private Parsed? _parsed;

    /// <inheritdoc/>
    public void Admit(AdmissionRequest request)
    {
        if (_guard.PolicyFor(request) is not { } policy)
            return;
        var pod = request.Object!;
        if (request.OldObject is { } old && HostAccessJudge.IsUnchanged(old, pod))
            return;
        var account = HostAccessJudge.AccountOf(pod, request.Request.Namespace);
        var verdict = HostAccessJudge.Judge(
            pod, account.Namespace, SetOf(policy), name => authorizer.MayUse(account, UseGrants.Policies, name));
        if (!verdict.IsAllowed)
            _guard.Refuse(request, verdict.Denial);
    }

    /// <summary>Read once for each version of the compiled policy. One that cannot be read grants nothing.</summary>
    private PolicySet SetOf(StoredObject policy)
    {
        var parsed = _parsed;
        if (parsed is null || parsed.Policy != policy)
            _parsed = parsed = new(policy, PolicySet.Of((CompiledSet.Read(policy.Value) ?? CompiledSet.Empty).Policies));
        return parsed.Set;
    }

    private sealed record Parsed(StoredObject Policy, PolicySet Set);
}

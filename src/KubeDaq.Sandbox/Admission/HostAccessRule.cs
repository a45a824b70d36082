using KubeDaq.Api.HostAccess;
using KubeDaq.Api.HostAccess.Accounts;
using KubeDaq.Api.HostAccess.Judging;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Admission;

/// <summary>
/// What pods may take from their host, as the operator's compiled policy says, which a cluster evaluates as CEL: here the same set of policies, read from
/// the compiled policy itself, goes to the judge.
/// </summary>
internal sealed class HostAccessRule(IObjects objects, SetInForce inForce, IAuthorizer authorizer) : IAdmission
{
    private readonly CompiledGuard _guard = new(objects, HostAccessNames.CompiledPolicy);

    /// <inheritdoc/>
    public void Admit(AdmissionRequest request)
    {
        if (!_guard.Judges(request))
            return;
        var pod = request.Object!;
        if (request.OldObject is { } old && HostAccessJudge.IsUnchanged(old, pod))
            return;
        var account = HostAccessJudge.AccountOf(pod, request.Request.Namespace);
        var verdict = HostAccessJudge.Judge(
            pod, account.Namespace, inForce.Policies, name => authorizer.MayUse(account, UseGrants.Policies, name));
        if (!verdict.IsAllowed)
            _guard.Refuse(request, verdict.Denial);
    }
}

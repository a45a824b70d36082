using KubeDaq.Api.HostAccess;
using KubeDaq.Api.HostAccess.Accounts;
using KubeDaq.Api.HostAccess.Compiling;
using KubeDaq.Api.HostAccess.Judging;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Admission;

/// <summary>A pod that asks for a readout card needs the verb "use" on it for its service account, as the operator's second compiled policy says.</summary>
internal sealed class CardAccessRule(IObjects objects, IAuthorizer authorizer) : IAdmission
{
    private static readonly GroupResource AdmissionPolicies = new("admissionregistration.k8s.io", "validatingadmissionpolicies");
    private readonly CompiledGuard _guard = new(objects, HostAccessNames.CardPolicy);
    private Parsed? _parsed;

    /// <inheritdoc/>
    public void Admit(AdmissionRequest request)
    {
        if (_guard.PolicyFor(request) is null)
            return;
        var pod = request.Object!;
        if (request.OldObject is { } old && HostAccessJudge.IsUnchanged(old, pod))
            return;
        var cards = CardAccessJudge.CardsOf(pod, Units());
        if (CardAccessJudge.AsksTooMuch(pod))
            _guard.Refuse(request, CardAccessJudge.TooMany);
        var account = HostAccessJudge.AccountOf(pod, request.Request.Namespace);
        foreach (var card in cards.Where(card => !authorizer.MayUse(account, UseGrants.Cards, card)))
            _guard.Refuse(request, CardAccessJudge.Denial(account, card));
    }

    /// <summary>The units that the operator knew when it compiled; they stand in the other compiled policy.</summary>
    private IReadOnlyDictionary<string, string> Units()
    {
        if (objects.Get(AdmissionPolicies, "", HostAccessNames.CompiledPolicy) is not { } policy)
            return CompiledSet.Empty.Units;
        var parsed = _parsed;
        if (parsed is null || parsed.Policy != policy)
            _parsed = parsed = new(policy, (CompiledSet.Read(policy.Value) ?? CompiledSet.Empty).Units);
        return parsed.Units;
    }

    private sealed record Parsed(StoredObject Policy, IReadOnlyDictionary<string, string> Units);
}

using KubeDaq.Api.HostAccess;
using KubeDaq.Api.HostAccess.Accounts;
using KubeDaq.Api.HostAccess.Judging;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Admission;

/// <summary>A pod that asks for a readout card needs the verb "use" on it for its service account, as the operator's second compiled policy says.</summary>
internal sealed class CardAccessRule(IObjects objects, SetInForce inForce, IAuthorizer authorizer) : IAdmission
{
    private readonly CompiledGuard _guard = new(objects, HostAccessNames.CardPolicy);

    /// <inheritdoc/>
    public void Admit(AdmissionRequest request)
    {
        if (!_guard.Judges(request))
            return;
        var pod = request.Object!;
        if (request.OldObject is { } old && HostAccessJudge.IsUnchanged(old, pod))
            return;
        var cards = CardAccessJudge.CardsOf(pod, inForce.Units);
        if (CardAccessJudge.AsksTooMuch(pod))
            _guard.Refuse(request, CardAccessJudge.TooMany);
        var account = HostAccessJudge.AccountOf(pod, request.Request.Namespace);
        foreach (var card in cards.Where(card => !authorizer.MayUse(account, UseGrants.Cards, card)))
            _guard.Refuse(request, CardAccessJudge.Denial(account, card));
    }
}

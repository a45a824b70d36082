using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Admission;

/// <summary>The rule kubedaq-card-lease of deploy/agent-policy.yaml: who has no verb <c>lease</c> on a card does not change who holds it.</summary>
internal sealed class CardLeaseRule(IAuthorizer authorizer) : IAdmission
{
    private static readonly GroupResource Cards = new("dune.daq", "readoutcards");
    private static readonly string[] Fields = ["lease", "unitLeases", "leaseNumber", "history"];

    /// <inheritdoc/>
    public void Admit(AdmissionRequest request)
    {
        if (request.Request.GroupResource != Cards || request.Request.Subresource != "status" || request.Object is not { } card)
            return;
        var (now, before) = (card["status"], request.OldObject?["status"]);
        if (Fields.All(field => JsonNode.DeepEquals(now?[field], before?[field])) || MayLease(request, card))
            return;
        throw request.Refused(
            "kubedaq-card-lease", "only the operator changes who holds a card (the verb \"lease\" on readoutcards.dune.daq); kubedaq release takes a card away by force");
    }

    private bool MayLease(AdmissionRequest request, JsonObject card) =>
        authorizer.Authorize(request.User, request.Request with { Verb = "lease", Subresource = "", Name = card.Name() }).Allowed;
}

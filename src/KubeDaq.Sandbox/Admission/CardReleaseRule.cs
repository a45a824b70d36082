using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Admission;

/// <summary>
/// The rule of deploy/release-policy.yaml, which a cluster compiles from CEL: a card's release by force is ordered only by who has the verb
/// <c>release</c> on it, in his own name; who has no verb <c>update</c> changes nothing else of a card.
/// </summary>
internal sealed class CardReleaseRule(IAuthorizer authorizer) : IAdmission
{
    private const string Policy = "kubedaq-card-release";
    private static readonly GroupResource Cards = new("dune.daq", "readoutcards");
    private static readonly string[] OwnedByServer = ["resourceVersion", "generation", "managedFields", "uid", "creationTimestamp", "selfLink"];

    /// <inheritdoc/>
    public void Admit(AdmissionRequest request)
    {
        if (request.Request.GroupResource != Cards || request.Request.Subresource.Length > 0 || request.Object is not { } card)
            return;
        var order = card["spec"]?["release"];
        var isNew = order is not null && !JsonNode.DeepEquals(order, request.OldObject?["spec"]?["release"]);
        if (isNew && (string?)order!["requestedBy"] != request.User.Name)
            throw Refuse(request, "spec.release.requestedBy must be your own user name; 'kubedaq release' writes it so");
        if (isNew && !May(request, "release"))
            throw Refuse(request, "to take a card away needs the verb \"release\" on readoutcards.dune.daq; ask an administrator");
        var isOnlyOrder = request.OldObject is { } old && JsonNode.DeepEquals(WithoutOrder(old), WithoutOrder(card));
        if (!isOnlyOrder && !May(request, request.OldObject is null ? "create" : "update"))
            throw Refuse(request, "to change a card, other than to order its release, needs the verb \"update\" on readoutcards.dune.daq");
    }

    private bool May(AdmissionRequest request, string verb) =>
        authorizer.Authorize(request.User, request.Request with { Verb = verb, Name = request.Object!.Name() }).Allowed;

    private static JsonObject WithoutOrder(JsonObject card)
    {
        var rest = new JsonObject { ["metadata"] = card["metadata"]?.DeepClone(), ["spec"] = card["spec"]?.DeepClone() };
        (rest["spec"] as JsonObject)?.Remove("release");
        foreach (var field in OwnedByServer)
            (rest["metadata"] as JsonObject)?.Remove(field);
        return rest;
    }

    private static StatusException Refuse(AdmissionRequest request, string why) => request.Refused(Policy, why);
}

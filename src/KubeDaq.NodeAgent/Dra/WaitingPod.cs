using System.Text.Json.Nodes;
using KubeDaq.NodeAgent.Guarding;

namespace KubeDaq.NodeAgent.Dra;

/// <summary>A pod with claims, of which no container was ever started.</summary>
/// <param name="Ref">The pod.</param>
/// <param name="Claims">The names of its claims, in its namespace.</param>
internal sealed record WaitingPod(PodRef Ref, IReadOnlyList<string> Claims)
{
    private const string Prepared = "PodReadyToStartContainers";

    /// <summary>Reads a pod of the API; null when it waits for no claim.</summary>
    public static WaitingPod? Read(JsonNode pod)
    {
        var (meta, status) = (pod["metadata"], pod["status"]);
        if ((string?)status?["phase"] is not "Pending" || meta?["deletionTimestamp"] is not null || HasBegun(status))
            return null;
        var claims = ClaimsOf(pod["spec"], status).ToList();
        return claims.Count == 0 ? null : new(PodRef.Read(meta), claims);
    }

    // Its own, those made from templates, and the one that stands for what it asks in the old way.
    private static IEnumerable<string> ClaimsOf(JsonNode? spec, JsonNode status) =>
        Items(spec?["resourceClaims"]).Concat(Items(status["resourceClaimStatuses"])).Append(status["extendedResourceClaimStatus"])
            .Select(claim => (string?)claim?["resourceClaimName"]).OfType<string>().Distinct();

    // The kubelet prepares claims before anything else of a pod.
    private static bool HasBegun(JsonNode status) =>
        Items(status["conditions"]).Any(one => (string?)one?["type"] == Prepared && (string?)one["status"] == "True")
        || Items(status["initContainerStatuses"]).Concat(Items(status["containerStatuses"])).Any(container => IsOrWas(container?["state"]) || IsOrWas(container?["lastState"]));

    private static bool IsOrWas(JsonNode? state) => state?["running"] is not null || state?["terminated"] is not null;

    private static JsonArray Items(JsonNode? list) => list as JsonArray ?? [];
}

using System.Text.Json.Nodes;
using KubeDaq.Api;

namespace KubeDaq.NodeAgent.Guarding;

/// <summary>A pod that is bound to this host, as far as the guard needs to know it.</summary>
/// <param name="Ref">The pod.</param>
/// <param name="Partition">The partition that it says it belongs to; null for a pod that a user brought.</param>
/// <param name="Requests">The extended resources that it asks for.</param>
/// <param name="IsOver">Whether all its containers have ended for good.</param>
/// <param name="Leases">The leases that it was made under; null for a pod that the operator did not make.</param>
internal sealed record HostPod(PodRef Ref, string? Partition, IReadOnlySet<string> Requests, bool IsOver, string? Leases = null)
{
    /// <summary>The pod as one that asks for a card.</summary>
    public Requester AsRequester => new(Ref, Partition, Leases);

    /// <summary>Reads a pod of the API.</summary>
    public static HostPod Read(JsonNode pod)
    {
        var meta = pod["metadata"];
        return new(
            PodRef.Read(meta),
            (string?)meta?["labels"]?[ApiGroup.PartitionLabel],
            Containers(pod["spec"]).SelectMany(Extended).ToHashSet(),
            (string?)pod["status"]?["phase"] is "Succeeded" or "Failed",
            (string?)meta?["annotations"]?[ApiGroup.LeaseAnnotation]);
    }

    private static IEnumerable<JsonNode?> Containers(JsonNode? spec) =>
        (spec?["containers"] as JsonArray ?? []).Concat(spec?["initContainers"] as JsonArray ?? []);

    private static IEnumerable<string> Extended(JsonNode? container) => (container?["resources"]?["limits"] as JsonObject ?? [])
        .Where(amount => amount.Key.StartsWith(ApiGroup.CardResourcePrefix, StringComparison.Ordinal))
        .Select(amount => amount.Key);
}

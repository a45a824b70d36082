using System.Text.Json.Nodes;
using KubeDaq.NodeAgent.Guarding;

namespace KubeDaq.NodeAgent.Dra;

/// <summary>A ResourceClaim with the cards that were allotted to it.</summary>
/// <param name="Uid">Its uid.</param>
/// <param name="Devices">The devices of this host's pool in it.</param>
/// <param name="Pods">The pods for which it is reserved: name and uid.</param>
internal sealed record CardClaim(string Uid, IReadOnlyList<ClaimedDevice> Devices, IReadOnlyList<PodRef> Pods)
{
    /// <summary>Reads a claim of the API.</summary>
    public static CardClaim Read(JsonNode claim, string pool)
    {
        var ns = (string?)claim["metadata"]?["namespace"] ?? "";
        var results = claim["status"]?["allocation"]?["devices"]?["results"] as JsonArray ?? [];
        var reserved = claim["status"]?["reservedFor"] as JsonArray ?? [];
        return new(
            (string?)claim["metadata"]?["uid"] ?? "",
            [.. results.Where(result => (string?)result?["driver"] == DraNames.Driver && (string?)result["pool"] == pool).Select(ClaimedDevice.Read)],
            [.. reserved.Where(one => (string?)one?["resource"] == "pods").Select(one => new PodRef(ns, (string?)one!["name"] ?? "", (string?)one["uid"] ?? ""))]);
    }
}

/// <summary>A device that was allotted to a claim.</summary>
/// <param name="Request">The request in the claim that it answers.</param>
/// <param name="Name">The name of the device.</param>
internal sealed record ClaimedDevice(string Request, string Name)
{
    /// <summary>Reads one of a claim's results.</summary>
    public static ClaimedDevice Read(JsonNode? result) => new((string?)result?["request"] ?? "", (string?)result?["device"] ?? "");
}

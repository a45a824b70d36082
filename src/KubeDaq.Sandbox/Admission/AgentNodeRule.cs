using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Admission;

/// <summary>What an agent may write of its node: labels of CVMFS repositories and the capacity of cards.</summary>
internal static class AgentNodeRule
{
    private static readonly string[] Metadata = ["annotations", "finalizers", "ownerReferences"];
    private static readonly string[] Status = ["conditions", "addresses", "nodeInfo"];

    public static string? Problem(AdmissionRequest request, string node)
    {
        if (request is not { Object: { } now, OldObject: { } before })
            return null;
        var name = now.Name();
        if (node.Length == 0 || name != node)
            return $"an agent writes only its own node: this one is {name}, and the agent is on {(node.Length == 0 ? "no node that its token names" : node)}";
        if (!OnlyChanges(now["metadata"]?["labels"], before["metadata"]?["labels"], "dune.daq/cvmfs-"))
            return "of a node's labels, an agent writes only dune.daq/cvmfs-...";
        if (!Same(now, before))
            return "of a node, an agent writes only labels of CVMFS repositories and the capacity of cards";
        return OnlyChanges(now["status"]?["capacity"], before["status"]?["capacity"], "dune.daq/flxcard-")
            ? null
            : "of a node's capacity, an agent writes only dune.daq/flxcard-...";
    }

    private static bool Same(JsonObject now, JsonObject before) =>
        JsonNode.DeepEquals(now["spec"], before["spec"])
        && Metadata.All(field => JsonNode.DeepEquals(now["metadata"]?[field], before["metadata"]?[field]))
        && Status.All(field => JsonNode.DeepEquals(now["status"]?[field], before["status"]?[field]));

    private static bool OnlyChanges(JsonNode? now, JsonNode? before, string prefix)
    {
        var (left, right) = (now as JsonObject ?? [], before as JsonObject ?? []);
        return left.All(e => e.Key.StartsWith(prefix, StringComparison.Ordinal) || (right.ContainsKey(e.Key) && JsonNode.DeepEquals(right[e.Key], e.Value)))
            && right.All(e => e.Key.StartsWith(prefix, StringComparison.Ordinal) || left.ContainsKey(e.Key));
    }
}

using System.Text.Json.Nodes;

namespace KubeDaq.Operator.Controllers.Partitions.Composing;

/// <summary>Restricts a pod to the hosts that the planner allows, on top of the user's own affinity.</summary>
internal static class PodPlacement
{
    public static void Restrict(JsonObject spec, IReadOnlyList<string>? hosts)
    {
        if (hosts is null)
            return;
        var selector = Object(Object(Object(spec, "affinity"), "nodeAffinity"), "requiredDuringSchedulingIgnoredDuringExecution");
        if (selector["nodeSelectorTerms"] is not JsonArray { Count: > 0 } terms)
            selector["nodeSelectorTerms"] = terms = [new JsonObject()];
        // Terms are alternatives: the restriction must stand in each of them.
        foreach (var term in terms.OfType<JsonObject>())
            Add(term, hosts);
    }

    /// <summary>
    /// One host is matched by the node's name, which the scheduler answers without looking at any other node; several by the label, as a
    /// field takes one value only.
    /// </summary>
    private static void Add(JsonObject term, IReadOnlyList<string> hosts)
    {
        var (list, key) = hosts.Count == 1 ? ("matchFields", "metadata.name") : ("matchExpressions", "kubernetes.io/hostname");
        if (term[list] is not JsonArray requirements)
            term[list] = requirements = [];
        requirements.Add(new JsonObject
        {
            ["key"] = key,
            ["operator"] = "In",
            ["values"] = new JsonArray([.. hosts.Select(h => JsonValue.Create(h))]),
        });
    }

    private static JsonObject Object(JsonObject parent, string name)
    {
        if (parent[name] is not JsonObject child)
            parent[name] = child = [];
        return child;
    }
}

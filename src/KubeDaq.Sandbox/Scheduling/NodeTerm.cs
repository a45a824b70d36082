using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Controllers;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Scheduling;

/// <summary>A term of a node affinity: all of its requirements must hold; one without any matches no node.</summary>
internal sealed record NodeTerm(IReadOnlyList<NodeRequirement> Labels, IReadOnlyList<NodeRequirement> Fields)
{
    /// <summary>Reads a NodeSelectorTerm.</summary>
    public static NodeTerm Of(JsonNode? term) => new(
        [.. term.Maps("matchExpressions").Select(NodeRequirement.Of)],
        [.. term.Maps("matchFields").Select(NodeRequirement.Of)]);

    /// <summary>Whether the node is one of those.</summary>
    public bool Matches(NodeState node) =>
        (Labels.Count > 0 || Fields.Count > 0)
        && Labels.All(one => one.Holds(node.Labels.GetValueOrDefault(one.Key)))
        && Fields.All(one => one.Key == "metadata.name" && one.Holds(node.Name));
}

/// <summary>One requirement on a label or field.</summary>
internal sealed record NodeRequirement(string Key, string Operator, IReadOnlyList<string> Values)
{
    /// <summary>Reads a NodeSelectorRequirement.</summary>
    public static NodeRequirement Of(JsonObject one) => new(one.Text("key") ?? "", one.Text("operator") ?? "In", [.. one.Texts("values")]);

    /// <summary>Whether a value, or its absence, is as required.</summary>
    public bool Holds(string? value) => Operator switch
    {
        "In" => value is not null && Values.Contains(value),
        "NotIn" => value is null || !Values.Contains(value),
        "Exists" => value is not null,
        "DoesNotExist" => value is null,
        "Gt" => Compare(value) > 0,
        "Lt" => Compare(value) < 0,
        _ => false,
    };

    private int Compare(string? value) =>
        long.TryParse(value, out var left) && Values.Count == 1 && long.TryParse(Values[0], out var right) ? left.CompareTo(right) : 0;
}

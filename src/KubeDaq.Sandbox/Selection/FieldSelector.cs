using System.Text.Json;
using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Resources;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Selection;

/// <summary>Picks objects by a few of their fields: <c>metadata.name=a,status.phase!=Running</c>.</summary>
internal sealed record FieldSelector(IReadOnlyList<FieldRequirement> Requirements)
{
    /// <summary>Reads a selector for a kind; an empty text picks everything.</summary>
    /// <exception cref="StatusException">400: it is not a selector, or names a field that this kind is not selected by.</exception>
    public static FieldSelector Parse(string? text, ResourceKind kind)
    {
        var parts = string.IsNullOrEmpty(text) ? [] : text.Split(',', StringSplitOptions.RemoveEmptyEntries);
        return new([.. parts.Select(part => Requirement(part, text!, kind))]);
    }

    /// <summary>Whether an object, as stored, matches.</summary>
    public bool Matches(JsonObject value) => Requirements.All(requirement => requirement.Matches(value));

    private static FieldRequirement Requirement(string part, string all, ResourceKind kind)
    {
        var unequal = part.IndexOf("!=", StringComparison.Ordinal);
        var sign = unequal >= 0 ? unequal : part.IndexOf('=');
        if (sign < 0)
            throw StatusException.BadRequest($"invalid selector: '{all}'; can't understand '{part}'");
        var label = part[..sign];
        var value = part[(sign + (unequal >= 0 ? 2 : part.AsSpan(sign).StartsWith("==") ? 2 : 1))..];
        return new(Path(label, kind).Split('.'), value, unequal < 0);
    }

    private static string Path(string label, ResourceKind kind) => label switch
    {
        "metadata.name" => label,
        "metadata.namespace" => label,
        _ when kind.SelectableFields.TryGetValue(label, out var path) => path,
        _ when kind.SelectableFields.Count > 0 || kind.Custom is not null => throw StatusException.BadRequest($"field label not supported: {label}"),
        _ => throw StatusException.BadRequest($"\"{label}\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\""),
    };
}

/// <summary>What a field must be.</summary>
internal sealed record FieldRequirement(string[] Path, string Value, bool Equal)
{
    /// <summary>Whether an object is so; a missing field reads as empty, a missing flag as false.</summary>
    public bool Matches(JsonObject value) => (Text(value.At(Path)) == Value) == Equal;

    private string Text(JsonNode? node) => node?.GetValueKind() switch
    {
        null => Value is "true" or "false" && Path[^1] is "unschedulable" or "hostNetwork" ? "false" : "",
        JsonValueKind.String => node.GetValue<string>(),
        _ => node.ToJsonString(),
    };
}

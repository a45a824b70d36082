using System.Text.Json.Nodes;

namespace KubeDaq.Sandbox.Authorization;

/// <summary>Which roles an aggregated role collects: those whose labels fit one of its selectors.</summary>
internal static class ClusterRoleSelector
{
    /// <summary>Whether a role's labels fit a label selector.</summary>
    public static bool Fits(JsonObject selector, JsonObject role)
    {
        var labels = role["metadata"]?["labels"] as JsonObject ?? [];
        var pairs = selector["matchLabels"] as JsonObject ?? [];
        var conditions = selector["matchExpressions"] as JsonArray ?? [];
        return pairs.All(pair => Text(labels[pair.Key]) is { } value && value == Text(pair.Value))
            && conditions.OfType<JsonObject>().All(condition => Holds(condition, labels));
    }

    private static bool Holds(JsonObject condition, JsonObject labels)
    {
        var value = Text(labels[Text(condition["key"]) ?? ""]);
        var listed = condition["values"] is JsonArray values && values.Any(one => Text(one) == value);
        return Text(condition["operator"]) switch
        {
            "In" => value is not null && listed,
            "NotIn" => value is null || !listed,
            "Exists" => value is not null,
            "DoesNotExist" => value is null,
            _ => false,
        };
    }

    private static string? Text(JsonNode? value) => value?.GetValue<string>();
}

using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Resources.Columns;

/// <summary>A label selector as one line.</summary>
internal static class SelectorText
{
    /// <summary><c>a=b,c in (d,e)</c>; <c>&lt;none&gt;</c> for one that is missing or empty.</summary>
    public static string Of(JsonObject? selector)
    {
        var labels = (selector.Map("matchLabels") ?? []).Select(pair => (pair.Key, Text: $"{pair.Key}={pair.Value.AsText()}"));
        var parts = labels.Concat(selector.Maps("matchExpressions").Select(part => (Key: part.Text("key") ?? "", Text: Requirement(part))))
            .OrderBy(part => part.Key, StringComparer.Ordinal)
            .Select(part => part.Text);
        return string.Join(",", parts) is { Length: > 0 } text ? text : "<none>";
    }

    private static string Requirement(JsonObject part)
    {
        var values = string.Join(",", part.List("values").Select(value => value.AsText()).Order(StringComparer.Ordinal));
        return part.Text("operator") switch
        {
            "In" => $"{part.Text("key")} in ({values})",
            "NotIn" => $"{part.Text("key")} notin ({values})",
            "DoesNotExist" => $"!{part.Text("key")}",
            _ => part.Text("key") ?? "",
        };
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Resources;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.CustomResources;

/// <summary>The table of a custom resource.</summary>
internal static class CustomColumns
{
    /// <summary>Name and the columns of the version; Age where it has none.</summary>
    public static IReadOnlyList<Column> Of(JsonObject version)
    {
        var columns = version.Maps("additionalPrinterColumns").Select(Make).ToList();
        return columns.Count == 0 ? [Column.Called, Column.Age with { Type = "date" }] : [Column.Called, .. columns];
    }

    private static Column Make(JsonObject column)
    {
        var path = JsonPath.Parse(column.Text("jsonPath") ?? "");
        var type = column.Text("type") ?? "string";
        return new(column.Text("name") ?? "", type, (int)(column.Number("priority") ?? 0), (value, now) => Cell(type, path.Find(value), now), column.Text("description") ?? "", column.Text("format") ?? "");
    }

    private static JsonNode? Cell(string type, IReadOnlyList<JsonNode?> found, DateTimeOffset now)
    {
        if (found.Count == 0 || found[0] is null)
            return null;
        return type switch
        {
            "date" => HumanTime.Since(found[0].AsText(), now),
            "string" => string.Join(" ", found.Select(Text)),
            "integer" when found[0]!.GetValueKind() == JsonValueKind.Number => found[0]!.DeepClone(),
            "number" when found[0]!.GetValueKind() == JsonValueKind.Number => found[0]!.DeepClone(),
            "boolean" when found[0]!.GetValueKind() is JsonValueKind.True or JsonValueKind.False => found[0]!.DeepClone(),
            _ => null,
        };
    }

    private static string Text(JsonNode? node) => node.AsText() ?? node?.ToJsonString() ?? "";
}

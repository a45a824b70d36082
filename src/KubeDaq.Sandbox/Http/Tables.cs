using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Resources;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Http;

/// <summary>Makes the tables that kubectl get prints.</summary>
internal static class Tables
{
    /// <summary>A table of objects; without headers where the client has them already.</summary>
    public static JsonObject Make(ResourceKind kind, IEnumerable<StoredObject> items, JsonObject metadata, string includes, DateTimeOffset now, bool headers = true) => new()
    {
        ["kind"] = "Table",
        ["apiVersion"] = "meta.k8s.io/v1",
        ["metadata"] = metadata,
        ["columnDefinitions"] = headers ? new JsonArray([.. kind.Columns.Select(Header)]) : null,
        ["rows"] = new JsonArray([.. items.Select(item => (JsonNode)Row(kind, item, includes, now))]),
    };

    /// <summary>An object's metadata alone.</summary>
    public static JsonObject MetadataOf(JsonObject value) => new()
    {
        ["kind"] = "PartialObjectMetadata",
        ["apiVersion"] = "meta.k8s.io/v1",
        ["metadata"] = value["metadata"]?.DeepClone(),
    };

    private static JsonNode Header(Column column) => new JsonObject
    {
        ["name"] = column.Name,
        ["type"] = column.Type,
        ["format"] = column.Format,
        ["description"] = column.Description,
        ["priority"] = column.Priority,
    };

    private static JsonObject Row(ResourceKind kind, StoredObject item, string includes, DateTimeOffset now)
    {
        var row = new JsonObject { ["cells"] = new JsonArray([.. kind.Columns.Select(column => column.Cell(item.Value, now))]) };
        row["object"] = includes switch
        {
            "None" => null,
            "Object" => Versions.Shown(kind, item.Value),
            _ => MetadataOf(item.Value),
        };
        return row;
    }
}

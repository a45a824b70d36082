using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Apply;

/// <summary>Who owns fields, by which kind of write, and since when: one entry of metadata.managedFields.</summary>
internal sealed record Manager(string Name, string Operation, string ApiVersion, string Subresource, string Time, FieldSet Fields)
{
    /// <summary>Whether two entries are of the same manager writing in the same way.</summary>
    public bool IsSame(Manager other) =>
        (Name, Operation, Subresource) == (other.Name, other.Operation, other.Subresource) && (Operation == "Apply" || ApiVersion == other.ApiVersion);

    /// <summary>The manager as conflicts name him.</summary>
    public string Text
    {
        get
        {
            var text = $"\"{Name}\"" + (Subresource.Length > 0 ? $" with subresource \"{Subresource}\"" : "");
            return Operation == "Apply" ? text : $"{text} using {ApiVersion}";
        }
    }

    /// <summary>The entries of an object.</summary>
    public static List<Manager> AllOf(JsonObject? value) => [.. value.Maps("metadata", "managedFields").Select(entry => new Manager(
        entry.Text("manager") ?? "", entry.Text("operation") ?? "", entry.Text("apiVersion") ?? "", entry.Text("subresource") ?? "", entry.Text("time") ?? "",
        FieldSet.Parse(entry.Map("fieldsV1"))))];

    /// <summary>Writes entries into an object, those without fields left out, applies first.</summary>
    public static void Store(JsonObject value, IEnumerable<Manager> managers)
    {
        var entries = managers.Where(manager => !manager.Fields.IsEmpty)
            .OrderBy(manager => manager.Operation, StringComparer.Ordinal)
            .ThenBy(manager => manager.Time, StringComparer.Ordinal)
            .ThenBy(manager => manager.Name, StringComparer.Ordinal)
            .Select(manager => (JsonNode)manager.ToJson())
            .ToArray();
        if (entries.Length == 0)
            value.Metadata().Remove("managedFields");
        else
            value.Metadata()["managedFields"] = new JsonArray(entries);
    }

    private JsonObject ToJson()
    {
        var entry = new JsonObject
        {
            ["manager"] = Name, ["operation"] = Operation, ["apiVersion"] = ApiVersion, ["time"] = Time, ["fieldsType"] = "FieldsV1", ["fieldsV1"] = Fields.ToJson(),
        };
        if (Subresource.Length > 0)
            entry["subresource"] = Subresource;
        return entry;
    }
}

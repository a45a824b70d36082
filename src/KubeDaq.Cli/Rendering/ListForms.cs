using System.Text.Json;
using System.Text.Json.Nodes;
using KubeDaq.Api.Yaml;
using KubeDaq.Cli.Terminals;

namespace KubeDaq.Cli.Rendering;

/// <summary>A way to print objects.</summary>
internal interface IListForm
{
    void WriteAll(IReadOnlyList<JsonObject> objects);

    void WriteOne(JsonObject value);

    void WriteChange(JsonObject value, bool gone);
}

/// <summary>The ways that <c>-o</c> names.</summary>
internal static class ListForms
{
    public static IListForm Of(string name, Listing listing, bool withNamespace, Terminal terminal, TimeProvider time) => name switch
    {
        "json" => new TextForm(terminal, value => value.ToJsonString(Indented) + "\n", between: ""),
        "yaml" => new TextForm(terminal, YamlText.Write, between: "---\n"),
        "name" => new NameForm(terminal, listing),
        _ => new TableForm(terminal, listing, name == "wide", withNamespace, time),
    };

    internal static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}

/// <summary>Whole objects as text; several of them as a List.</summary>
internal sealed class TextForm(Terminal terminal, Func<JsonNode, string> write, string between) : IListForm
{
    public void WriteAll(IReadOnlyList<JsonObject> objects) => terminal.Out.Write(write(new JsonObject
    {
        ["apiVersion"] = "v1",
        ["kind"] = "List",
        ["items"] = new JsonArray([.. objects.Select(Readable)]),
    }));

    public void WriteOne(JsonObject value) => terminal.Out.Write(write(Readable(value)));

    public void WriteChange(JsonObject value, bool gone) => terminal.Out.Write(between + write(Readable(value)));

    /// <summary>Without the record of who wrote which field, which is longer than all the rest.</summary>
    private static JsonNode Readable(JsonObject value)
    {
        var copy = value.DeepClone();
        (copy["metadata"] as JsonObject)?.Remove("managedFields");
        return copy;
    }
}

/// <summary>Names for scripts, <c>partition/coldbox</c>.</summary>
internal sealed class NameForm(Terminal terminal, Listing listing) : IListForm
{
    public void WriteAll(IReadOnlyList<JsonObject> objects)
    {
        foreach (var value in objects)
            WriteOne(value);
    }

    public void WriteOne(JsonObject value) => terminal.Out.WriteLine($"{listing.Noun}/{JsonNames.Of(value).Name}");

    public void WriteChange(JsonObject value, bool gone) => WriteOne(value);
}

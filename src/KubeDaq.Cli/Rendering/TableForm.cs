using System.Text.Json.Nodes;
using KubeDaq.Cli.Terminals;

namespace KubeDaq.Cli.Rendering;

/// <summary>Objects as rows of a table.</summary>
internal sealed class TableForm(Terminal terminal, Listing listing, bool wide, bool withNamespace, TimeProvider time) : IListForm
{
    private readonly Columns _columns = new(withNamespace ? ["NAMESPACE", .. listing.Heads(wide)] : listing.Heads(wide));

    public void WriteAll(IReadOnlyList<JsonObject> objects)
    {
        foreach (var value in objects)
            _columns.Add(Row(value));
        _columns.Write(terminal);
    }

    public void WriteOne(JsonObject value) => WriteAll([value]);

    public void WriteChange(JsonObject value, bool gone)
    {
        var row = Row(value);
        _columns.WriteRow(terminal, gone ? [.. row.SkipLast(1), new Cell("deleted", Shade.Quiet)] : row);
    }

    private IReadOnlyList<Cell> Row(JsonObject value)
    {
        var row = listing.Row(value, wide, time.GetUtcNow());
        return withNamespace ? [JsonNames.Of(value).Namespace, .. row] : row;
    }
}

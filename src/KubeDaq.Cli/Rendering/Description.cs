using System.Text.Json.Nodes;
using KubeDaq.Api.Meta;
using KubeDaq.Cli.Terminals;

namespace KubeDaq.Cli.Rendering;

/// <summary>A description in sections: fields, and tables under a title.</summary>
internal sealed class Description
{
    private const int Width = 16;
    private readonly List<Action<Terminal>> _parts = [];

    public Description Field(string name, Cell value)
    {
        if (value.Text is not ("" or Cell.Nothing))
            _parts.Add(terminal => terminal.Out.WriteLine($"{(name + ":").PadRight(Width)} {terminal.Paint(value.Text, value.Shade)}"));
        return this;
    }

    public Description Table(string title, IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<Cell>> rows)
    {
        var columns = new Columns(["", .. heads]);
        var any = false;
        foreach (var row in rows)
        {
            columns.Add([new Cell(""), .. row]);
            any = true;
        }

        if (any)
        {
            _parts.Add(terminal =>
            {
                terminal.Out.WriteLine();
                terminal.Out.WriteLine($"{title}:");
                columns.Write(terminal);
            });
        }

        return this;
    }

    public Description Conditions(IReadOnlyList<Condition>? conditions, DateTimeOffset now) => Table(
        "Conditions",
        ["TYPE", "STATUS", "REASON", "SINCE", "MESSAGE"],
        (conditions ?? []).Select(c => (IReadOnlyList<Cell>)[c.Type, c.Status, c.Reason, Age.Since(c.LastTransitionTime, now), c.Message]));

    public Description Events(IReadOnlyList<JsonObject> events, DateTimeOffset now) => Table(
        "Events",
        ["AGE", "TYPE", "REASON", "MESSAGE"],
        EventRow.InOrder(events).Select(e => e.Cells(now)));

    public void Write(Terminal terminal) => _parts.ForEach(part => part(terminal));
}

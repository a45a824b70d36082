using KubeDaq.Cli.Terminals;

namespace KubeDaq.Cli.Rendering;

/// <summary>A table as kubectl prints it: plain columns, good for eyes and for awk.</summary>
internal sealed class Columns(params IReadOnlyList<string> heads)
{
    private const int Gap = 3;
    private readonly List<IReadOnlyList<Cell>> _rows = [];
    private int[] _widths = [];

    public void Add(params IReadOnlyList<Cell> row) => _rows.Add(row);

    /// <summary>Writes heads and rows, and keeps the widths for rows that come later.</summary>
    public void Write(Terminal terminal)
    {
        _widths = [.. heads.Select((head, i) => _rows.Select(r => r[i].Text.Length).Append(head.Length).Max())];
        if (heads.Any(h => h.Length > 0))
            WriteRow(terminal, [.. heads.Select(h => new Cell(h))]);
        foreach (var row in _rows)
            WriteRow(terminal, row);
    }

    public void WriteRow(Terminal terminal, IReadOnlyList<Cell> row)
    {
        for (var i = 0; i < row.Count; i++)
        {
            var last = i == row.Count - 1;
            terminal.Out.Write(terminal.Paint(row[i].Text, row[i].Shade));
            if (!last)
                terminal.Out.Write(new string(' ', Math.Max(1, _widths[i] - row[i].Text.Length + Gap)));
        }

        terminal.Out.WriteLine();
    }
}

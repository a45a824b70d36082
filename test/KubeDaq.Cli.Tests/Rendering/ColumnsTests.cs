using KubeDaq.Cli.Rendering;
using KubeDaq.Cli.Terminals;

namespace KubeDaq.Cli.Tests.Rendering;

public sealed class ColumnsTests
{
    [Fact]
    public void Columns_are_as_wide_as_their_widest_cell_and_nothing_stands_behind_the_last()
    {
        var screen = new Screen();
        var columns = new Columns("NAME", "PHASE");
        columns.Add("coldbox", "Running");
        columns.Add("vd", (string?)null);

        columns.Write(screen.Terminal);

        Assert.Equal("NAME      PHASE\ncoldbox   Running\nvd        -\n", screen.Out);
    }

    [Fact]
    public void Colour_does_not_move_the_columns()
    {
        var screen = new Screen(hasColour: true);
        var columns = new Columns("A", "B");
        columns.Add(new Cell("x", Shade.Good), "y");

        columns.Write(screen.Terminal);

        Assert.Equal("A   B\n\e[32mx\e[0m   y\n", screen.Out);
    }
}

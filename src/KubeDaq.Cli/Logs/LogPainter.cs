using KubeDaq.Cli.Terminals;

namespace KubeDaq.Cli.Logs;

/// <summary>Writes lines of many applications to one terminal, each with its source's name in its application's colour.</summary>
internal sealed class LogPainter(Terminal terminal, IReadOnlyList<string> applications)
{
    private static readonly Shade[] Colours = [Shade.First, Shade.Second, Shade.Third, Shade.Fourth, Shade.Fifth];
    private readonly Lock _oneAtATime = new();
    private readonly int _width = applications.Select(a => a.Length).DefaultIfEmpty().Max();

    public void Write(LogSource source, string label, string line)
    {
        var place = Math.Max(0, applications.ToList().IndexOf(source.Application));
        lock (_oneAtATime)
            terminal.Out.WriteLine($"{terminal.Paint(label.PadRight(_width), Colours[place % Colours.Length])} {line}");
    }
}

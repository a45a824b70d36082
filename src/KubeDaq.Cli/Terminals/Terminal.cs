using Spectre.Console;

namespace KubeDaq.Cli.Terminals;

/// <summary>Where results and complaints go, and what can be shown there.</summary>
internal sealed record Terminal(TextWriter Out, TextWriter Error)
{
    /// <summary>A person watches: lines already written may be changed.</summary>
    public bool IsInteractive { get; init; }

    public bool HasColour { get; init; }

    public static Terminal OfProcess()
    {
        var isTerminal = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");
        var noColour = Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };
        return new Terminal(Console.Out, Console.Error) { IsInteractive = isTerminal && !noColour, HasColour = isTerminal && !noColour };
    }

    public string Paint(string text, Shade shade) =>
        HasColour && shade != Shade.Plain && text.Length > 0 ? $"\e[{(int)shade}m{text}\e[0m" : text;

    /// <summary>For what is drawn anew while it changes.</summary>
    public IAnsiConsole Drawing() => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = IsInteractive ? AnsiSupport.Yes : AnsiSupport.No,
        ColorSystem = HasColour ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
        Out = new AnsiConsoleOutput(Out),
    });
}

using KubeDaq.Cli.Terminals;

namespace KubeDaq.Cli.Tests;

/// <summary>A terminal that remembers.</summary>
internal sealed class Screen
{
    public Screen(bool hasColour = false) =>
        Terminal = new Terminal(new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" }) { HasColour = hasColour };

    public Terminal Terminal { get; }

    public string Out => Terminal.Out.ToString()!;

    public string Error => Terminal.Error.ToString()!;

    /// <summary>Runs the whole command as Program does.</summary>
    public Task<int> RunAsync(params string[] arguments) =>
        KubeDaqCommand.RunAsync(arguments, Terminal, TimeProvider.System, TestContext.Current.CancellationToken);
}

using System.CommandLine;
using KubeDaq.Cli.Connecting;
using KubeDaq.Cli.Rendering;

namespace KubeDaq.Cli.Verbs;

/// <summary>Who holds which card, and since when.</summary>
internal sealed class CardsCommand : Verb
{
    private readonly Option<bool> _history = new("--history") { Description = "Show also the holds that have ended, newest first." };

    public CardsCommand(Shell shell)
        : base(shell, "cards", "Who holds which readout card, and since when.")
    {
        Add(_history);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        using var session = Connect(parsed);
        var cards = await session.Cards.ListAsync(null, null, stop);
        new HoldTable(Time.GetUtcNow()).Write(cards, parsed.GetValue(_history), Terminal);
        if (cards.Count == 0)
            await Terminal.Error.WriteLineAsync("No readout cards found: is the agent, or the sandbox, running on the hosts?");
        return ExitCode.Done;
    }
}

using System.CommandLine;
using KubeDaq.Cli.Connecting;
using KubeDaq.Cli.Terminals;

namespace KubeDaq.Cli.Verbs;

/// <summary>A verb of the command line.</summary>
internal abstract class Verb : Command
{
    private readonly Shell _shell;

    protected Verb(Shell shell, string name, string description)
        : base(name, description)
    {
        _shell = shell;
        SetAction(RunAsync);
    }

    protected Terminal Terminal => _shell.Terminal;

    protected TimeProvider Time => _shell.Time;

    protected Session Connect(ParseResult parsed) => _shell.Connect(parsed);

    protected abstract Task<int> RunAsync(ParseResult parsed, CancellationToken stop);

    /// <summary>Tells what a reader of the result should know.</summary>
    protected async Task NoteAsync(IEnumerable<string> notes)
    {
        foreach (var note in notes)
            await Terminal.Error.WriteLineAsync($"{Terminal.Paint("note:", Shade.Attention)} {note}");
    }

    /// <summary>An argument that names an object; the shell completes it with the names that the cluster has.</summary>
    protected Argument<string> NameArgument(string name, string description, string noun)
    {
        var argument = new Argument<string>(name) { Description = description };
        argument.CompletionSources.Add(context => KnownNames.Of(_shell, context.ParseResult, noun));
        return argument;
    }
}

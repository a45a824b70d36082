using System.CommandLine;
using KubeDaq.Cli.Connecting;
using KubeDaq.Cli.Following;

namespace KubeDaq.Cli.Verbs;

/// <summary>Deletes partitions.</summary>
internal sealed class DeleteCommand : Verb
{
    private readonly Argument<string[]> _partitions = new("partition") { Description = "Names of the partitions.", Arity = ArgumentArity.OneOrMore };
    private readonly WaitOptions _wait = new("Wait until their applications have ended, their cards are released and they are gone.");

    public DeleteCommand(Shell shell)
        : base(shell, "delete", "Stop partitions and forget their definitions.")
    {
        _partitions.CompletionSources.Add(context => KnownNames.Of(shell, context.ParseResult, "partition"));
        Add(_partitions);
        _wait.AddTo(this);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        using var session = Connect(parsed);
        var names = parsed.GetRequiredValue(_partitions);
        foreach (var name in names)
        {
            var partition = await session.PartitionAsync(name, stop);
            await session.Partitions.DeleteAsync(session.Name(name), partition.Metadata.Uid, stop);
            await Terminal.Out.WriteLineAsync($"partition/{name} is to be deleted");
        }

        foreach (var name in _wait.Wanted(parsed) ? names : [])
            await new PartitionWait(session, session.Name(name), new Goal.Deleted()).RunAsync(_wait.Time(parsed), stop);
        return ExitCode.Done;
    }
}

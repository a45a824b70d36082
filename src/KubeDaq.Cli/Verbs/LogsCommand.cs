using System.CommandLine;
using KubeDaq.Cli.Connecting;
using KubeDaq.Cli.Logs;

namespace KubeDaq.Cli.Verbs;

/// <summary>Prints the logs of a partition's applications, each line with its application's name.</summary>
internal sealed class LogsCommand : Verb
{
    private readonly Argument<string> _partition;
    private readonly Argument<string[]> _applications = new("application") { Description = "Only these applications.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<bool> _follow = new("--follow", "-f") { Description = "Go on as they write; applications that start later join in." };
    private readonly Option<int?> _tail = new("--tail") { Description = "Only the last lines of each application.", HelpName = "lines" };

    public LogsCommand(Shell shell)
        : base(shell, "logs", "Print the logs of a partition's applications, interleaved and with names.")
    {
        Add(_partition = NameArgument("partition", "The partition's name.", "partition"));
        Add(_applications);
        Add(_follow);
        Add(_tail);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        using var session = Connect(parsed);
        var partition = await session.PartitionAsync(parsed.GetRequiredValue(_partition), stop);
        var wanted = parsed.GetValue(_applications) ?? [];
        if (wanted.FirstOrDefault(w => partition.Spec.Applications.All(a => a.Name != w)) is { } unknown)
        {
            throw new CommandFailure(
                ExitCode.NotFound,
                $"partition {partition.Metadata.Name} has no application {unknown}; it has {string.Join(", ", partition.Spec.Applications.Select(a => a.Name))}");
        }

        var log = new PartitionLog(session, partition, wanted, parsed.GetValue(_tail));
        if (parsed.GetValue(_follow))
            await log.FollowAsync(stop);
        else if (await log.PrintAsync(stop) == 0)
            await Terminal.Error.WriteLineAsync($"No application of {partition.Metadata.Name} has run yet.");
        return ExitCode.Done;
    }
}

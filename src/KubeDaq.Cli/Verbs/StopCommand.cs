using System.CommandLine;
using KubeDaq.Api.Partitions;
using KubeDaq.Cli.Connecting;
using KubeDaq.Cli.Following;

namespace KubeDaq.Cli.Verbs;

/// <summary>Asks for a partition to stop: it keeps its definition and gives its cards back.</summary>
internal sealed class StopCommand : Verb
{
    private readonly Argument<string> _partition;
    private readonly WaitOptions _wait = new("Wait until its applications have ended and its cards are released.");

    public StopCommand(Shell shell)
        : base(shell, "stop", "Stop a partition and release its cards; its definition stays.")
    {
        Add(_partition = NameArgument("partition", "The partition's name.", "partition"));
        _wait.AddTo(this);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        using var session = Connect(parsed);
        var partition = await session.PartitionAsync(parsed.GetRequiredValue(_partition), stop);
        var name = partition.Metadata.Name!;
        if (partition.Spec.State != DesiredState.Stopped)
            await session.Partitions.MergePatchAsync(session.Name(name), await StateChange.ToAsync(DesiredState.Stopped, session, stop), null, stop);
        await Terminal.Out.WriteLineAsync($"partition/{name} is to stop");
        return _wait.Wanted(parsed)
            ? await new PartitionWait(session, session.Name(name), new Goal.Phase(PartitionPhase.Stopped)).RunAsync(_wait.Time(parsed), stop)
            : ExitCode.Done;
    }
}

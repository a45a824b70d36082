using System.CommandLine;
using KubeDaq.Api.Partitions;
using KubeDaq.Cli.Connecting;

namespace KubeDaq.Cli.Verbs;

/// <summary>Asks for a partition to run.</summary>
internal sealed class StartCommand : Verb
{
    private readonly Argument<string> _partition;
    private readonly WaitOptions _wait = new("Wait until every application is ready, and show how it goes.");

    public StartCommand(Shell shell)
        : base(shell, "start", "Run a partition.")
    {
        Add(_partition = NameArgument("partition", "The partition's name.", "partition"));
        _wait.AddTo(this);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        using var session = Connect(parsed);
        var partition = await session.PartitionAsync(parsed.GetRequiredValue(_partition), stop);
        var runs = partition.Spec.State == DesiredState.Running;
        if (!runs)
            await session.Partitions.MergePatchAsync(session.Name(partition.Metadata.Name!), await StateChange.ToAsync(DesiredState.Running, session, stop), null, stop);
        await Terminal.Out.WriteLineAsync($"partition/{partition.Metadata.Name} {(runs ? "is to run already" : "is to run")}");
        return await _wait.UntilRunningAsync(parsed, session, partition.Metadata.Name!, stop);
    }
}

using System.CommandLine;
using KubeDaq.Cli.Connecting;
using KubeDaq.Cli.Following;

namespace KubeDaq.Cli.Verbs;

/// <summary>Waits until a partition is in a state, for scripts.</summary>
internal sealed class WaitCommand : Verb
{
    private readonly Argument<string> _kind = new("kind") { Description = "partition." };
    private readonly Argument<string> _partition;
    private readonly Option<string> _for = new("--for") { Description = "A phase, condition=Ready, condition=Ready=False or delete.", HelpName = "state", Required = true };
    private readonly Option<TimeSpan> _time = Durations.Option("--timeout", "How long to wait at most, as in 90s or 10m.", TimeSpan.FromSeconds(30));

    public WaitCommand(Shell shell)
        : base(shell, "wait", "Wait until a partition is in a state.")
    {
        _kind.AcceptOnlyFromAmong("partition", "partitions", "part");
        Add(_kind);
        Add(_partition = NameArgument("name", "The partition's name.", "partition"));
        Add(_for);
        Add(_time);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var goal = Goal.Parse(parsed.GetRequiredValue(_for));
        using var session = Connect(parsed);
        return await new PartitionWait(session, session.Name(parsed.GetRequiredValue(_partition)), goal).RunAsync(parsed.GetValue(_time), stop);
    }
}

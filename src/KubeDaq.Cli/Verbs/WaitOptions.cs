using System.CommandLine;
using KubeDaq.Api.Partitions;
using KubeDaq.Cli.Connecting;
using KubeDaq.Cli.Following;

namespace KubeDaq.Cli.Verbs;

/// <summary>The options of verbs that may wait for what they asked for.</summary>
internal sealed class WaitOptions(string description)
{
    private readonly Option<bool> _wait = new("--wait") { Description = description };
    private readonly Option<TimeSpan> _time = Durations.Option("--timeout", "How long to wait at most, as in 90s or 10m.", TimeSpan.FromMinutes(10));

    public void AddTo(Command command)
    {
        command.Add(_wait);
        command.Add(_time);
    }

    public bool Wanted(ParseResult parsed) => parsed.GetValue(_wait);

    public TimeSpan Time(ParseResult parsed) => parsed.GetValue(_time);

    public async Task<int> UntilRunningAsync(ParseResult parsed, Session session, string partition, CancellationToken stop) =>
        Wanted(parsed)
            ? await new PartitionWait(session, session.Name(partition), new Goal.Phase(PartitionPhase.Running)).RunAsync(Time(parsed), stop)
            : ExitCode.Done;
}

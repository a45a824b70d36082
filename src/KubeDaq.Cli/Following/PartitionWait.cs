using KubeDaq.Api.Meta;
using KubeDaq.Api.Partitions;
using KubeDaq.Cli.Connecting;
using KubeDaq.Cli.Rendering;

namespace KubeDaq.Cli.Following;

/// <summary>Waits for a partition and shows how it goes.</summary>
internal sealed class PartitionWait(Session session, ObjectName name, Goal goal)
{
    public async Task<int> RunAsync(TimeSpan time, CancellationToken stop)
    {
        using var deadline = new CancellationTokenSource(time, session.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, deadline.Token);
        Partition? last = null;
        try
        {
            return await ProgressView.ShowAsync(session.Terminal, async show =>
            {
                await foreach (var partition in Follow.OneAsync(session.Partitions, name, session.Time, either.Token))
                {
                    show(last, partition);
                    last = partition ?? last;
                    if (goal.IsReached(partition))
                        return ExitCode.Done;
                    if (goal.IsLost(partition))
                        throw Lost(partition);
                }

                return ExitCode.Error;
            });
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            throw new CommandFailure(
                ExitCode.TimedOut, $"partition {name.Name} did not reach {goal} within {Age.Of(time)}; it is {last?.Status?.Phase.ToString() ?? "not seen by the operator yet"}{Because(last)}");
        }
    }

    private CommandFailure Lost(Partition? partition) =>
        partition is null
            ? new CommandFailure(ExitCode.NotFound, $"partition {name.Name} is gone")
            : new CommandFailure(ExitCode.NotRunning, $"partition {name.Name} has failed{Because(partition)}");

    private static string Because(Partition? partition) => partition?.Status?.Message is { Length: > 0 } why ? $": {why}" : "";
}

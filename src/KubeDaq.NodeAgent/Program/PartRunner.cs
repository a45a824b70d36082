using Microsoft.Extensions.Logging;

namespace KubeDaq.NodeAgent.Program;

/// <summary>Keeps parts running: one that fails is started again after a while, and takes no other with it.</summary>
internal sealed class PartRunner(TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public Task RunAsync(IEnumerable<IAgentPart> parts, CancellationToken stop) => Task.WhenAll(parts.Select(p => KeepAsync(p, stop)));

    private async Task KeepAsync(IAgentPart part, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await Task.Yield();
                await part.RunAsync(stop);
                return;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                AgentLog.PartFailed(logger, part.Name, e.Message, e);
            }

            await Task.Delay(Pause, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}

using KubeDaq.NodeAgent.Offering.Sockets;

namespace KubeDaq.NodeAgent.Offering;

/// <summary>Ends the server with the agent.</summary>
internal sealed class ServerEnd(AgentServer server, TimeProvider time) : IAgentPart
{
    /// <inheritdoc/>
    public string Name => "server";

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken stop)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await server.DisposeAsync();
    }
}

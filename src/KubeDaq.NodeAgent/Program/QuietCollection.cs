using KubeDaq.NodeAgent.State;

namespace KubeDaq.NodeAgent.Program;

/// <summary>
/// Collects what handovers left when the kubelet has its answers. The collector takes milliseconds, and comes by itself when its room is full: then
/// somewhere in the middle of one of the next.
/// </summary>
internal sealed class QuietCollection(HostState state) : IAgentPart
{
    // Half of the room for new objects that the project file gives it.
    private const long Half = 2 << 20;

    /// <inheritdoc/>
    public string Name => "collections";

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken stop)
    {
        var collected = 0L;
        // Who has a card is told a while after each handover.
        await foreach (var _ in state.Offers.FollowAsync(stop))
        {
            if (GC.GetTotalAllocatedBytes() - collected < Half)
                continue;
            GC.Collect(0, GCCollectionMode.Forced, blocking: true);
            collected = GC.GetTotalAllocatedBytes();
        }
    }
}

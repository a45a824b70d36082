using System.Runtime;

namespace KubeDaq.NodeAgent.Program;

/// <summary>Gives back the memory that starting took: from then on the agent needs a fraction of it, and the readout beside it can use the rest.</summary>
internal sealed class MemoryReturn(TimeProvider time) : IAgentPart
{
    private static readonly TimeSpan AfterStart = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    // To collect costs processor time, and so waits until there is something worth it.
    private const long WorthIt = 2 << 20;

    /// <inheritdoc/>
    public string Name => "memory";

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken stop)
    {
        await Task.Delay(AfterStart, time, stop);
        for (var collected = -WorthIt; ; await Task.Delay(Period, time, stop))
        {
            if (GC.GetTotalAllocatedBytes() - collected < WorthIt)
                continue;
            GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            ProgramPages.LetGo();
            collected = GC.GetTotalAllocatedBytes();
        }
    }
}

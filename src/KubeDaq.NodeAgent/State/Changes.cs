namespace KubeDaq.NodeAgent.State;

/// <summary>Waits for the first of several values to change.</summary>
internal static class Changes
{
    /// <summary>Waits until one of the waits is over. The others end with it: what never changes would else keep every wait for it.</summary>
    /// <param name="waits">Begins the waits, which end when they are told to.</param>
    /// <param name="stop">Ends it.</param>
    public static async Task FirstAsync(Func<CancellationToken, Task[]> waits, CancellationToken stop)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await Task.WhenAny(waits(over.Token));
        await over.CancelAsync();
        stop.ThrowIfCancellationRequested();
    }
}

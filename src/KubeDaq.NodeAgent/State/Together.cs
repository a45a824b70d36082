namespace KubeDaq.NodeAgent.State;

/// <summary>Pieces of work that need each other: where one ends or fails, all end.</summary>
internal static class Together
{
    /// <summary>Works until stopped, or until one of them ends; then throws what it threw.</summary>
    public static async Task RunAsync(CancellationToken stop, params IReadOnlyList<Func<CancellationToken, Task>> pieces)
    {
        using var all = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task[] running = [.. pieces.Select(piece => piece(all.Token))];
        await Task.WhenAny(running);
        await all.CancelAsync();
        await Task.WhenAll(running);
    }
}

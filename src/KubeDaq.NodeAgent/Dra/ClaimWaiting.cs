using KubeDaq.Kubelet.Dra;

namespace KubeDaq.NodeAgent.Dra;

/// <summary>
/// Prepares claims, and waits as long as the kubelet does for what may pass. A kubelet that is told no does not ask again before its next
/// look at the pod, which is a minute or more away.
/// </summary>
internal sealed class ClaimWaiting(ClaimPreparation preparation, TimeProvider time, CancellationToken ending)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    // So much before the kubelet gives up, the answer is on its way: one more try may last a while.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);

    /// <summary>Prepares a claim.</summary>
    /// <param name="claim">What is asked for.</param>
    /// <param name="deadline">When the kubelet gives up, in UTC. One that does not say so is answered after the first try.</param>
    /// <param name="left">The kubelet waits no more.</param>
    public async Task<NodePrepareResourceResponse> PrepareAsync(Claim claim, DateTime deadline, CancellationToken left)
    {
        var told = new HashSet<string>();
        while (true)
        {
            var (response, obstacle) = await preparation.PrepareAsync(claim, told, left);
            if (obstacle is null)
                return response!;
            if (!obstacle.MayPass || deadline == DateTime.MaxValue || time.GetUtcNow().UtcDateTime > deadline - Margin || ending.IsCancellationRequested)
                return new() { Error = obstacle.Message };
            using var either = CancellationTokenSource.CreateLinkedTokenSource(left, ending);
            await Task.Delay(Pause, time, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            left.ThrowIfCancellationRequested();
        }
    }
}

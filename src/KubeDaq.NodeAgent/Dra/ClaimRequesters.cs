using KubeDaq.NodeAgent.Guarding;

namespace KubeDaq.NodeAgent.Dra;

/// <summary>The pods for which a claim is reserved.</summary>
internal sealed class ClaimRequesters(IHostPods pods, CardClaim claim) : IRequesters
{
    /// <inheritdoc/>
    public IReadOnlyList<Requester> Known => Among(pods.Known);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Requester>> ReadAsync(CancellationToken stop) => Among(await pods.ReadAsync(stop));

    private List<Requester> Among(IReadOnlyList<HostPod>? all) =>
        [.. (all ?? []).Where(pod => !pod.IsOver && claim.Pods.Contains(pod.Ref)).Select(pod => pod.AsRequester)];
}

namespace KubeDaq.NodeAgent.Guarding;

/// <summary>
/// The pods of this host that ask for an extended resource. The kubelet does not say for which pod it allocates, so all that it can be are
/// looked at, and the card is handed over only if each of them might have it.
/// </summary>
internal sealed class ResourceRequesters(IHostPods pods, string resource) : IRequesters
{
    /// <inheritdoc/>
    public IReadOnlyList<Requester> Known => Among(pods.Known);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Requester>> ReadAsync(CancellationToken stop) => Among(await pods.ReadAsync(stop));

    private List<Requester> Among(IReadOnlyList<HostPod>? all) =>
        [.. (all ?? []).Where(pod => !pod.IsOver && pod.Requests.Contains(resource)).Select(pod => pod.AsRequester)];
}

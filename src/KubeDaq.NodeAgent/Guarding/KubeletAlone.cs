using KubeDaq.Api.ReadoutCards;
using KubeDaq.NodeAgent.State;

namespace KubeDaq.NodeAgent.Guarding;

/// <summary>What is known without an API server: no pods, no leases, no maintenance. Only what the kubelet counts keeps a card exclusive then.</summary>
internal sealed class KubeletAlone(HostState state) : IHostPods, ICardRecords
{
    /// <inheritdoc/>
    IReadOnlyList<HostPod>? IHostPods.Known => Anybody();

    /// <inheritdoc/>
    ReadoutCard? ICardRecords.Known(string card) => new();

    /// <inheritdoc/>
    Task<IReadOnlyList<HostPod>?> IHostPods.ReadAsync(CancellationToken stop) => Task.FromResult<IReadOnlyList<HostPod>?>(Anybody());

    /// <inheritdoc/>
    Task<ReadoutCard?> ICardRecords.ReadAsync(string card, CancellationToken stop) => Task.FromResult<ReadoutCard?>(new());

    // A new one each time: it has nothing that was handed over before, and so whoever had that is over.
    private HostPod[] Anybody() => [new(new("", "unknown", Guid.NewGuid().ToString()), null, Resources(), IsOver: false)];

    private HashSet<string> Resources() => [.. (state.Cards.Current?.Values ?? []).SelectMany(card => card.ResourceNames)];
}

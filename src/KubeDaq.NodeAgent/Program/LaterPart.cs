using KubeDaq.NodeAgent.State;

namespace KubeDaq.NodeAgent.Program;

/// <summary>A part that begins when the kubelet has the cards, or soon in any case: until then the processors are theirs.</summary>
internal sealed class LaterPart(IAgentPart part, HostState state, TimeProvider time) : IAgentPart
{
    private bool _begun;

    /// <inheritdoc/>
    public string Name => part.Name;

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken stop)
    {
        if (!_begun)
            await FirstOffer.WaitAsync(state, time, stop);
        _begun = true;
        await part.RunAsync(stop);
    }
}

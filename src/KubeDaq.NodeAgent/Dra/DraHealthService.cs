using Grpc.Core;
using KubeDaq.Kubelet.DraHealth;
using KubeDaq.NodeAgent.Offering.Sockets;

namespace KubeDaq.NodeAgent.Dra;

/// <summary>Tells the kubelet how the cards are; it shows that in the status of the pods that have them.</summary>
internal sealed class DraHealthService : DRAResourceHealth.DRAResourceHealthBase
{
    /// <inheritdoc/>
    public override Task NodeWatchResources(NodeWatchResourcesRequest request, IServerStreamWriter<NodeWatchResourcesResponse> responses, ServerCallContext context) =>
        context.Role<DraRole>().Health.TellAsync(responses, context.CancellationToken);
}

using Grpc.Core;
using KubeDaq.Kubelet.Dra;
using KubeDaq.NodeAgent.Offering.Sockets;

namespace KubeDaq.NodeAgent.Dra;

/// <summary>The driver: answers for every claim that the kubelet names.</summary>
internal sealed class DraService(ClaimPreparation preparation) : DRAPlugin.DRAPluginBase
{
    /// <inheritdoc/>
    public override async Task<NodePrepareResourcesResponse> NodePrepareResources(NodePrepareResourcesRequest request, ServerCallContext context)
    {
        _ = context.Role<DraRole>();
        var response = new NodePrepareResourcesResponse();
        foreach (var claim in request.Claims)
            response.Claims[claim.Uid] = await preparation.PrepareAsync(claim, context.CancellationToken);
        return response;
    }

    /// <inheritdoc/>
    public override Task<NodeUnprepareResourcesResponse> NodeUnprepareResources(NodeUnprepareResourcesRequest request, ServerCallContext context)
    {
        _ = context.Role<DraRole>();
        var response = new NodeUnprepareResourcesResponse();
        foreach (var claim in request.Claims)
            response.Claims[claim.Uid] = preparation.Unprepare(claim);
        return Task.FromResult(response);
    }
}

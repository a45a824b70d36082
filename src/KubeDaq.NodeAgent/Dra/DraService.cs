using Grpc.Core;
using KubeDaq.Kubelet.Dra;
using KubeDaq.NodeAgent.Offering.Sockets;

namespace KubeDaq.NodeAgent.Dra;

/// <summary>The driver: answers for every claim that the kubelet names.</summary>
internal sealed class DraService : DRAPlugin.DRAPluginBase
{
    /// <inheritdoc/>
    public override async Task<NodePrepareResourcesResponse> NodePrepareResources(NodePrepareResourcesRequest request, ServerCallContext context)
    {
        var claims = context.Role<DraRole>().Waiting;
        var response = new NodePrepareResourcesResponse();
        foreach (var claim in request.Claims)
            response.Claims[claim.Uid] = await claims.PrepareAsync(claim, context.Deadline, context.CancellationToken);
        return response;
    }

    /// <inheritdoc/>
    public override Task<NodeUnprepareResourcesResponse> NodeUnprepareResources(NodeUnprepareResourcesRequest request, ServerCallContext context)
    {
        var claims = context.Role<DraRole>().Claims;
        var response = new NodeUnprepareResourcesResponse();
        foreach (var claim in request.Claims)
            response.Claims[claim.Uid] = claims.Unprepare(claim);
        return Task.FromResult(response);
    }
}

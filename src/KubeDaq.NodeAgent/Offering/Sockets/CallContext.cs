using Grpc.Core;
using Microsoft.AspNetCore.Connections.Features;

namespace KubeDaq.NodeAgent.Offering.Sockets;

/// <summary>Reads of a call which socket it came in by.</summary>
internal static class CallContext
{
    /// <summary>The role of the socket.</summary>
    /// <exception cref="RpcException">The socket is there for something else.</exception>
    public static T Role<T>(this ServerCallContext context) where T : SocketRole =>
        context.GetHttpContext().Features.Get<IConnectionItemsFeature>()?.Items[OpenSocket.RoleKey] as T
        ?? throw new RpcException(new(StatusCode.Unimplemented, "this socket does not serve this"));
}

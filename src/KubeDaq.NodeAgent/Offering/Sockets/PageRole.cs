using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace KubeDaq.NodeAgent.Offering.Sockets;

/// <summary>A socket on which pages are served, and nothing that kubelets call.</summary>
/// <param name="Answer">Answers a request.</param>
internal sealed record PageRole(RequestDelegate Answer) : SocketRole
{
    /// <summary>Answers requests that come in by such a socket, and leaves the others to what follows.</summary>
    public static Task AnswerAsync(HttpContext http, RequestDelegate next) =>
        http.Features.Get<IConnectionItemsFeature>()?.Items[OpenSocket.RoleKey] is PageRole role ? role.Answer(http) : next(http);
}

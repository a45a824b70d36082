using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace KubeDaq.NodeAgent.Offering.Sockets;

/// <summary>
/// Kestrel wakes up each of its connections once a second to see whether something has taken too long. On the kubelet's, which rest nearly
/// always, every tenth time is enough, and the processor can sleep meanwhile.
/// </summary>
internal sealed class RareHeartbeat(IConnectionHeartbeatFeature heart) : IConnectionHeartbeatFeature
{
    private const int Every = 10;

    /// <summary>Goes between a connection and its heartbeat.</summary>
    public static ConnectionDelegate For(ConnectionDelegate next) => connection =>
    {
        if (connection.Features.Get<IConnectionHeartbeatFeature>() is { } heart)
            connection.Features.Set<IConnectionHeartbeatFeature>(new RareHeartbeat(heart));
        return next(connection);
    };

    /// <inheritdoc/>
    public void OnHeartbeat(Action<object> action, object state)
    {
        var beats = 0;
        heart.OnHeartbeat(it =>
        {
            if (++beats % Every == 0)
                action(it);
        }, state);
    }
}

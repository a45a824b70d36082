using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace KubeDaq.NodeAgent.Offering.Sockets;

/// <summary>
/// Kestrel wakes up each of its connections once a second to see whether something has taken too long. On the kubelet's, which rest nearly
/// always, twice a minute is enough, for all of them at once, and the processor can sleep meanwhile.
/// </summary>
internal sealed class RareHeartbeat(IConnectionHeartbeatFeature heart, TimeProvider time) : IConnectionHeartbeatFeature
{
    private const int Seconds = 30;

    /// <summary>Goes between a connection and its heartbeat.</summary>
    public static ConnectionDelegate For(ConnectionDelegate next, TimeProvider time) => connection =>
    {
        if (connection.Features.Get<IConnectionHeartbeatFeature>() is { } heart)
            connection.Features.Set<IConnectionHeartbeatFeature>(new RareHeartbeat(heart, time));
        return next(connection);
    };

    /// <inheritdoc/>
    public void OnHeartbeat(Action<object> action, object state)
    {
        var last = Now();
        heart.OnHeartbeat(it =>
        {
            if (Now() is var now && now == last)
                return;
            last = now;
            action(it);
        }, state);
    }

    // In whole periods, so that those of all connections end with one beat.
    private long Now() => time.GetTimestamp() / (Seconds * time.TimestampFrequency);
}

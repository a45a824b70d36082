using KubeDaq.NodeAgent.Offering.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace KubeDaq.NodeAgent.Tests.Offering.Sockets;

public sealed class RareHeartbeatTests
{
    [Fact]
    public async Task A_connection_feels_every_tenth_beat_of_the_server()
    {
        var (heart, connection, felt) = (new Heart(), new DefaultConnectionContext(), new List<object>());
        connection.Features.Set<IConnectionHeartbeatFeature>(heart);
        await RareHeartbeat.For(served =>
        {
            served.Features.Get<IConnectionHeartbeatFeature>()!.OnHeartbeat(felt.Add, "state");
            return Task.CompletedTask;
        })(connection);
        for (var beat = 0; beat < 25; beat++)
            heart.Beat();
        Assert.Equal(["state", "state"], felt);
    }

    private sealed class Heart : IConnectionHeartbeatFeature
    {
        public Action Beat { get; private set; } = () => { };

        public void OnHeartbeat(Action<object> action, object state) => Beat += () => action(state);
    }
}

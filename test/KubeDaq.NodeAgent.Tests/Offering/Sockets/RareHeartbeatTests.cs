using KubeDaq.NodeAgent.Offering.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.Extensions.Time.Testing;

namespace KubeDaq.NodeAgent.Tests.Offering.Sockets;

public sealed class RareHeartbeatTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Heart _heart = new();
    private readonly List<object> _felt = [];

    [Fact]
    public async Task A_connection_feels_two_beats_a_minute_of_the_sixty_of_the_server()
    {
        await ConnectAsync("one");
        Beat(times: 120);
        Assert.Equal(["one", "one", "one", "one"], _felt);
    }

    [Fact]
    public async Task All_connections_feel_the_same_beats_whenever_they_began()
    {
        await ConnectAsync("one");
        Beat(times: 7);
        await ConnectAsync("two");
        Beat(times: 22);
        Assert.Empty(_felt);
        Beat(times: 1);
        Assert.Equal(["one", "two"], _felt);
    }

    private async Task ConnectAsync(string name)
    {
        var connection = new DefaultConnectionContext();
        connection.Features.Set<IConnectionHeartbeatFeature>(_heart);
        await RareHeartbeat.For(served =>
        {
            served.Features.Get<IConnectionHeartbeatFeature>()!.OnHeartbeat(_felt.Add, name);
            return Task.CompletedTask;
        }, _time)(connection);
    }

    private void Beat(int times)
    {
        for (var beat = 0; beat < times; beat++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            _heart.Beat();
        }
    }

    private sealed class Heart : IConnectionHeartbeatFeature
    {
        public Action Beat { get; private set; } = () => { };

        public void OnHeartbeat(Action<object> action, object state) => Beat += () => action(state);
    }
}

using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using KubeDaq.NodeAgent.Cluster;
using KubeDaq.NodeAgent.Configuration;
using KubeDaq.NodeAgent.Discovery.Hosts;
using KubeDaq.NodeAgent.Reporting;
using KubeDaq.NodeAgent.State;
using KubeDaq.NodeAgent.Telemetry;
using KubeDaq.NodeAgent.Tests.Hosts;
using KubeDaq.NodeAgent.Tests.Servers;
using Microsoft.Extensions.Logging.Abstractions;

namespace KubeDaq.NodeAgent.Tests.Reporting;

public sealed class HostReportingTests
{
    private static readonly TimeSpan ATryInVain = TimeSpan.FromMilliseconds(200);

    [Theory]
    [InlineData("daqhosts", "readoutcards")]
    [InlineData("readoutcards", "daqhosts")]
    public async Task A_host_is_reported_as_soon_as_cards_and_hosts_were_read_whichever_comes_first(string first, string second)
    {
        var (server, state) = (new TellingApi(), new HostState());
        state.Cards.Set(new Dictionary<string, HostCard> { ["apa001"] = TestCards.Apa001 });
        state.Facts.Set(new HostFacts());
        var context = new AgentContext(
            new() { NodeName = OneHost.Node }, new AgentConfiguration(), state, server, new NotedEvents(), new Gauges(), TimeProvider.System, NullLoggerFactory.Instance);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var rack = new RackRecords(context, server);
        var running = Task.WhenAll(rack.RunAsync(stop.Token), new HostReporting(context, server, rack).RunAsync(stop.Token));

        await Until.TrueAsync(() => server.Followed.Count == 2);
        server.Tell(first);
        await Task.Delay(ATryInVain, TimeProvider.System, stop.Token);
        Assert.Empty(server.Asked);
        server.Tell(second);
        await Until.TrueAsync(() => server.Asked.Any(call => call.Path.StartsWith($"/apis/dune.daq/v1alpha1/daqhosts/{OneHost.Node}/status", StringComparison.Ordinal)));

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    /// <summary>Tells of each collection when it is told to, that there is nothing in it.</summary>
    private sealed class TellingApi : IApiServer
    {
        public ConcurrentDictionary<string, Action<IReadOnlyDictionary<string, JsonObject>>> Followed { get; } = [];

        public ConcurrentQueue<ApiCall> Asked { get; } = [];

        public void Tell(string collection) => Followed[collection](new Dictionary<string, JsonObject>());

        public Task<JsonObject> SendAsync(ApiCall call, CancellationToken stop)
        {
            Asked.Enqueue(call);
            return Task.FromResult(new JsonObject());
        }

        public Task FollowAsync(string path, Action<IReadOnlyDictionary<string, JsonObject>> changed, CancellationToken stop)
        {
            Followed[path[(path.LastIndexOf('/') + 1)..]] = changed;
            return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
        }
    }
}

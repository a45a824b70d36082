using System.Text.Json.Nodes;
using KubeDaq.Api.Meta;
using KubeDaq.Cluster.Caching;
using KubeDaq.Cluster.Connections;
using KubeDaq.Cluster.Tests.Servers;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace KubeDaq.Cluster.Tests.Caching;

/// <summary>A running cache of a <see cref="WidgetServer"/>'s objects, with a clock that the test moves.</summary>
internal sealed class CacheUnderTest : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ClusterConnection _connection;
    private readonly Task _running;

    public CacheUnderTest(WidgetServer server, CacheOptions<JsonObject>? options = null)
    {
        Server = server;
        _connection = server.Connect(Time);
        Cache = new ObjectCache<JsonObject>(
            _connection.Client(WidgetServer.Widget), options ?? new() { Resync = null }, Time, new Random(1), NullLogger<ObjectCache<JsonObject>>.Instance);
        Cache.Changed += (old, now) =>
        {
            lock (Changes)
                Changes.Add((Name(old), Name(now)));
            Mirror(old, now);
        };
        _running = Cache.RunAsync(_stop.Token);
    }

    public WidgetServer Server { get; }

    public FakeTimeProvider Time { get; } = new();

    public ObjectCache<JsonObject> Cache { get; }

    public List<(string? Old, string? New)> Changes { get; } = [];

    /// <summary>What somebody knows who only listens to changes.</summary>
    public SortedDictionary<string, string> Heard { get; } = [];

    public IReadOnlyList<string> Held => [.. Cache.List().Select(WidgetServer.Line).Order(StringComparer.Ordinal)];

    public bool IsCurrent => Held.SequenceEqual(Server.Snapshot());

    public async Task SyncedAsync()
    {
        await Cache.Synced.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        await Until.TrueAsync(() => Server.Watching > 0, "the cache watches");
    }

    // Not so fast that on a busy machine every request would be over its deadline.
    public Task CurrentAsync(bool moveClock = false) =>
        Until.TrueAsync(() => IsCurrent, "the cache equals the server", moveClock ? () => Time.Advance(TimeSpan.FromMilliseconds(500)) : null);

    public static ObjectName Named(string name) => new("np04", name);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _connection.Dispose();
        _stop.Dispose();
    }

    private static string? Name(JsonObject? widget) => (string?)widget?["metadata"]!["name"];

    private void Mirror(JsonObject? old, JsonObject? now)
    {
        lock (Heard)
        {
            if (now is null)
                Heard.Remove(Name(old)!);
            else
                Heard[Name(now)!] = WidgetServer.Line(now);
        }
    }
}

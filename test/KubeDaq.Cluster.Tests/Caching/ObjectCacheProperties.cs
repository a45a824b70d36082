using CsCheck;
using KubeDaq.Cluster.Tests.Servers;

namespace KubeDaq.Cluster.Tests.Caching;

public sealed class ObjectCacheProperties
{
    private static readonly Gen<Action<WidgetServer>> Change = Gen.Frequency(
        (6, Gen.Int[0, 5].Select(i => new Action<WidgetServer>(s => s.Put($"w{i}")))),
        (4, Gen.Int[0, 5].Select(i => new Action<WidgetServer>(s => s.Delete($"w{i}")))),
        (1, Gen.Const(new Action<WidgetServer>(s => s.Bookmark()))),
        (1, Gen.Const(new Action<WidgetServer>(s => s.EndWatches()))),
        (1, Gen.Const(new Action<WidgetServer>(s => s.BreakWatches()))),
        (1, Gen.Const(new Action<WidgetServer>(s => s.Compact()))),
        (1, Gen.Const(new Action<WidgetServer>(s => s.Send("{\"type\":")))),
        (1, Gen.Const(new Action<WidgetServer>(s => s.ExpiringPages = 1))),
        (1, Gen.Const(new Action<WidgetServer>(s => s.Silent = true))));

    [Fact]
    public Task Whatever_happens_the_cache_ends_equal_to_the_server() =>
        Change.Array[1, 30].SampleAsync(
            async changes =>
            {
                await using var server = await WidgetServer.StartAsync();
                await using var test = new CacheUnderTest(server);
                await test.SyncedAsync();
                foreach (var change in changes)
                {
                    change(server);
                    await Task.Yield();
                }

                server.Silent = false;
                await test.CurrentAsync(moveClock: true);
                Assert.Equal(server.Snapshot(), test.Heard.Values);
            },
            iter: 40, threads: 2);
}

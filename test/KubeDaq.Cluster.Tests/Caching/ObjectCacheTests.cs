using System.Text.Json.Nodes;
using KubeDaq.Cluster.Caching;
using KubeDaq.Cluster.Tests.Servers;

namespace KubeDaq.Cluster.Tests.Caching;

public sealed class ObjectCacheTests
{
    [Fact]
    public async Task The_first_list_takes_all_pages()
    {
        await using var server = await WithWidgetsAsync("a", "b", "c", "d", "e");
        await using var test = new CacheUnderTest(server);
        await test.SyncedAsync();
        Assert.True(test.IsCurrent);
        Assert.Equal(3, server.Lists.Count());
        Assert.Equal(5, test.Changes.Count);
    }

    [Fact]
    public async Task A_page_token_that_expired_starts_the_list_over()
    {
        await using var server = await WithWidgetsAsync("a", "b", "c");
        server.ExpiringPages = 1;
        await using var test = new CacheUnderTest(server);
        await test.SyncedAsync();
        Assert.True(test.IsCurrent);
        Assert.DoesNotContain("limit", server.Lists.Last().Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changes_are_told_with_the_old_and_the_new_object()
    {
        await using var server = await WithWidgetsAsync();
        await using var test = new CacheUnderTest(server);
        await test.SyncedAsync();
        server.Put("a");
        server.Put("a");
        server.Delete("a");
        await Until.TrueAsync(() => test.Changes.Count == 3, "three changes");
        Assert.Equal([(null, "a"), ("a", "a"), ("a", null)], test.Changes);
    }

    [Fact]
    public async Task A_watch_that_ends_goes_on_at_the_same_version_without_a_list()
    {
        await using var server = await WithWidgetsAsync("a");
        await using var test = new CacheUnderTest(server);
        await test.SyncedAsync();
        server.Put("b");
        await test.CurrentAsync();
        server.EndWatches();
        server.Put("c");
        await test.CurrentAsync(moveClock: true);
        Assert.Single(server.Lists);
    }

    [Fact]
    public async Task A_bookmark_moves_the_version_that_the_next_watch_starts_from()
    {
        await using var server = await WithWidgetsAsync("a", "b", "c");
        await using var test = new CacheUnderTest(server);
        await test.SyncedAsync();
        server.Send("""{"type":"BOOKMARK","object":{"metadata":{"resourceVersion":"77"}}}""");
        server.EndWatches();
        await Until.TrueAsync(() => server.Requests.Any(r => r.Query.Contains("resourceVersion=77", StringComparison.Ordinal)), "a watch from 77");
    }

    [Fact]
    public async Task After_410_a_new_list_tells_what_went_meanwhile()
    {
        await using var server = await WithWidgetsAsync("a", "b");
        await using var test = new CacheUnderTest(server);
        await test.SyncedAsync();
        server.Silent = true;
        server.Delete("a");
        server.Put("c");
        server.Compact();
        server.Silent = false;
        server.BreakWatches();
        await test.CurrentAsync(moveClock: true);
        Assert.Contains(("a", null), test.Changes);
        Assert.Contains((null, "c"), test.Changes);
    }

    [Fact]
    public async Task An_object_that_was_made_anew_meanwhile_is_told_as_gone_and_come()
    {
        await using var server = await WithWidgetsAsync("a");
        await using var test = new CacheUnderTest(server);
        await test.SyncedAsync();
        server.Silent = true;
        server.Delete("a");
        server.Put("a");
        server.Compact();
        server.Silent = false;
        server.BreakWatches();
        await test.CurrentAsync(moveClock: true);
        Assert.Equal([(null, "a"), ("a", null), (null, "a")], test.Changes);
    }

    [Fact]
    public async Task A_watch_that_nobody_serves_any_more_is_given_up()
    {
        await using var server = await WithWidgetsAsync("a");
        server.Silent = true;
        await using var test = new CacheUnderTest(server);
        await test.SyncedAsync();
        server.Put("b");
        server.Silent = false;
        await test.CurrentAsync(moveClock: true);
        Assert.Single(server.Lists);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("""{"type":"ADDED","object":17}""")]
    [InlineData("""{"type":"ADDED","object":{"metadata":{"namespace":"np04"}}}""")]
    [InlineData("""{"type":"DELETED","object":null}""")]
    [InlineData("""{"type":"WHATEVER","object":{}}""")]
    [InlineData("""{"type":"ERROR","object":{"code":500,"message":"etcd is tired"}}""")]
    public async Task A_bad_event_does_no_harm(string line)
    {
        await using var server = await WithWidgetsAsync("a");
        await using var test = new CacheUnderTest(server);
        await test.SyncedAsync();
        server.Send(line);
        server.Put("b");
        await test.CurrentAsync(moveClock: true);
    }

    [Fact]
    public async Task A_listener_that_fails_does_not_keep_the_change_from_the_others()
    {
        await using var server = await WithWidgetsAsync();
        await using var test = new CacheUnderTest(server);
        await test.SyncedAsync();
        var later = 0;
        test.Cache.Changed += (_, _) => throw new InvalidOperationException("a bug");
        test.Cache.Changed += (_, _) => later++;
        server.Put("a");
        await Until.TrueAsync(() => later == 1, "the listener behind it hears");
    }

    [Fact]
    public async Task A_resync_announces_every_object_again()
    {
        await using var server = await WithWidgetsAsync("a", "b");
        await using var test = new CacheUnderTest(server, new() { Resync = TimeSpan.FromMinutes(1) });
        await test.SyncedAsync();
        test.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal([(null, "a"), (null, "b"), ("a", "a"), ("b", "b")], test.Changes);
    }

    [Fact]
    public async Task Indexes_follow_the_objects()
    {
        var options = new CacheOptions<JsonObject>
        {
            Indexes = new Dictionary<string, Func<JsonObject, IEnumerable<string>>> { ["initial"] = w => [((string)w["metadata"]!["name"]!)[..1]] },
        };
        await using var server = await WithWidgetsAsync("apa1", "apa2", "pds");
        await using var test = new CacheUnderTest(server, options);
        await test.SyncedAsync();
        Assert.Equal(2, test.Cache.ByIndex("initial", "a").Count);
        server.Delete("apa1");
        await test.CurrentAsync();
        Assert.Single(test.Cache.ByIndex("initial", "a"));
        Assert.Empty(test.Cache.ByIndex("initial", "x"));
        Assert.Throws<ArgumentException>(() => test.Cache.ByIndex("no such", "a"));
    }

    private static async Task<WidgetServer> WithWidgetsAsync(params string[] names)
    {
        var server = await WidgetServer.StartAsync();
        foreach (var name in names)
            server.Put(name);
        return server;
    }
}

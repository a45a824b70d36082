using System.Text.Json.Nodes;
using KubeDaq.NodeAgent.State;
using Microsoft.AspNetCore.Http;

namespace KubeDaq.NodeAgent.Tests.Cluster;

/// <summary>Lists and watches as a server sends them.</summary>
public sealed class FollowerTests
{
    private readonly Latest<IReadOnlyDictionary<string, JsonObject>?> _seen = new(null);
    private readonly Queue<Func<HttpContext, Task>> _answers = new();

    [Fact]
    public async Task All_pages_of_a_list_are_taken_and_the_watch_goes_on_from_its_version()
    {
        Answer("""{"metadata": {"continue": "more", "resourceVersion": "7"}, "items": [{"metadata": {"name": "a"}}]}""");
        Answer("""{"metadata": {"resourceVersion": "7"}, "items": [{"metadata": {"namespace": "np04", "name": "b"}}]}""");
        Watch("""{"type": "ADDED", "object": {"metadata": {"name": "c", "resourceVersion": "8"}}}""", """{"type": "DELETED", "object": {"metadata": {"name": "a", "resourceVersion": "9"}}}""");
        var requests = await FollowAsync(objects => objects is not null && objects.Keys.Order().SequenceEqual(["c", "np04/b"]));
        Assert.Contains("continue=more", requests[1], StringComparison.Ordinal);
        Assert.Contains("watch=true", requests[2], StringComparison.Ordinal);
        Assert.Contains("resourceVersion=7", requests[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_watch_that_ends_is_taken_up_where_it_was()
    {
        Answer("""{"metadata": {"resourceVersion": "7"}, "items": []}""");
        Watch("""{"type": "ADDED", "object": {"metadata": {"name": "a", "resourceVersion": "8"}}}""", """{"type": "BOOKMARK", "object": {"metadata": {"resourceVersion": "12"}}}""");
        Watch("""{"type": "ADDED", "object": {"metadata": {"name": "b", "resourceVersion": "13"}}}""");
        var requests = await FollowAsync(objects => objects?.ContainsKey("b") == true);
        Assert.Contains("resourceVersion=12", requests[2], StringComparison.Ordinal);
        Assert.Equal(["a", "b"], _seen.Current!.Keys.Order());
    }

    [Fact]
    public async Task A_version_that_the_server_has_forgotten_is_mended_by_a_list()
    {
        Answer("""{"metadata": {"resourceVersion": "7"}, "items": [{"metadata": {"name": "a"}}]}""");
        Watch("""{"type": "ERROR", "object": {"kind": "Status", "code": 410, "reason": "Expired", "message": "too old resource version"}}""");
        Answer("""{"metadata": {"resourceVersion": "90"}, "items": [{"metadata": {"name": "b"}}]}""");
        var requests = await FollowAsync(objects => objects is not null && objects.Keys.SequenceEqual(["b"]));
        Assert.DoesNotContain("watch=true", requests[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_fails_for_a_while_is_asked_again()
    {
        _answers.Enqueue(context =>
        {
            context.Response.StatusCode = 503;
            return context.Response.WriteAsync("not JSON");
        });
        Answer("""{"metadata": {"resourceVersion": "7"}, "items": [{"metadata": {"name": "a"}}]}""");
        await FollowAsync(objects => objects?.ContainsKey("a") == true);
    }

    private void Answer(string body) => _answers.Enqueue(context => context.Response.WriteAsync(body));

    private void Watch(params string[] lines) => _answers.Enqueue(context => context.Response.WriteAsync(string.Join('\n', lines.Select(JsonLine)) + "\n"));

    private static string JsonLine(string json) => JsonNode.Parse(json)!.ToJsonString();

    private async Task<IReadOnlyList<string>> FollowAsync(Func<IReadOnlyDictionary<string, JsonObject>?, bool> until)
    {
        await using var server = await WireServer.StartAsync(NextAsync);
        using var client = server.Client();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var following = client.FollowAsync("/apis/x/things", objects => _seen.Set(objects), end.Token);
        await Until.TrueAsync(() => until(_seen.Current), 10);
        await end.CancelAsync();
        await following;
        return [.. server.Requests];
    }

    /// <summary>When there is nothing more to say, a watch stays open.</summary>
    private Task NextAsync(HttpContext context)
    {
        lock (_answers)
        {
            return _answers.TryDequeue(out var answer)
                ? answer(context)
                : Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }
}

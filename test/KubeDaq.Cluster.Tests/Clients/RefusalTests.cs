using KubeDaq.Api.Meta;
using KubeDaq.Api.Partitions;
using KubeDaq.Cluster.Clients;
using KubeDaq.Cluster.Connections;
using KubeDaq.Cluster.Tests.Servers;
using Microsoft.Extensions.Time.Testing;

namespace KubeDaq.Cluster.Tests.Clients;

public sealed class RefusalTests
{
    private static readonly ObjectName Coldbox = new("np04", "coldbox");
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Missing_definitions_say_how_to_install_them()
    {
        var e = await RefusedAsync(404, "404 page not found\n");
        Assert.Contains("does not know partitions.dune.daq", e.Message, StringComparison.Ordinal);
        Assert.Contains("kubectl apply -f deploy/crds", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credentials_that_are_refused_say_whose_they_are()
    {
        var e = await RefusedAsync(401, """{"kind":"Status","code":401,"reason":"Unauthorized","message":"Unauthorized"}""");
        Assert.Contains("refused the credentials of the test", e.Message, StringComparison.Ordinal);
        Assert.Contains("expired or are not valid", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_forbidden_request_says_what_right_is_missing()
    {
        var e = await RefusedAsync(403, """{"code":403,"reason":"Forbidden","message":"partitions is forbidden: User \"ann\" cannot get resource"}""");
        Assert.True(e.IsForbidden);
        Assert.Contains("User \"ann\" cannot get resource; ask an administrator", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_servers_status_is_kept_with_all_its_causes()
    {
        var e = await RefusedAsync(422, """
            {"code":422,"reason":"Invalid","message":"Partition \"coldbox\" is invalid","details":{"name":"coldbox","group":"dune.daq","kind":"Partition",
             "causes":[{"reason":"FieldValueRequired","message":"Required value","field":"spec.applications[0].name"}]}}
            """);
        Assert.Equal((422, "Invalid"), (e.Code, e.Reason));
        Assert.Equal("spec.applications[0].name", Assert.Single(e.Status.Details!.Causes).Field);
        Assert.StartsWith("cannot read partitions.dune.daq np04/coldbox: ", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(502, "<html>\n<h1>Bad Gateway</h1>")]
    [InlineData(500, "")]
    [InlineData(500, "[1, 2")]
    public async Task An_answer_in_other_words_is_still_one_line(int code, string body)
    {
        var e = await RefusedAsync(code, body);
        Assert.Equal(code, e.Code);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Fact]
    public async Task A_server_that_is_down_is_named()
    {
        var server = await ScriptedServer.StartAsync((200, "{}"));
        await server.DisposeAsync();
        var e = await Assert.ThrowsAsync<UnreachableException>(() => ReadAsync(server));
        Assert.StartsWith($"cannot reach the cluster at {server.Url}", e.Message, StringComparison.Ordinal);
        Assert.Contains("KUBECONFIG", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_never_answers_is_given_up()
    {
        await using var server = await ScriptedServer.StartAsync(
            (context, _) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted));
        var time = new FakeTimeProvider();
        var read = ReadAsync(server, time);
        await Until.TrueAsync(() => !server.Requests.IsEmpty, "the request arrives");
        time.Advance(TimeSpan.FromMinutes(1));
        var e = await Assert.ThrowsAsync<UnreachableException>(() => read);
        Assert.Contains("did not answer within 60 s", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Something_that_is_no_api_server_is_noticed()
    {
        await using var server = await ScriptedServer.StartAsync((200, "<html>Welcome to nginx</html>"));
        var e = await Assert.ThrowsAsync<UnreachableException>(() => ReadAsync(server));
        Assert.Contains("is it a Kubernetes API server?", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kind_that_the_cluster_lacks_is_found_before_any_work()
    {
        await using var server = await ScriptedServer.StartAsync((200, """{"resources":[{"name":"readoutcards"}]}"""));
        using var connection = server.Connect();
        var discovery = new Discovery(connection);
        await discovery.RequireAsync([Kinds.ReadoutCard], Stop);
        var e = await Assert.ThrowsAsync<ApiException>(() => discovery.RequireAsync([Kinds.ReadoutCard, Kinds.Partition], Stop));
        Assert.Contains("does not know partitions.dune.daq in dune.daq/v1alpha1", e.Message, StringComparison.Ordinal);
    }

    private static async Task<ApiException> RefusedAsync(int code, string body)
    {
        await using var server = await ScriptedServer.StartAsync((code, body));
        return await Assert.ThrowsAsync<ApiException>(() => ReadAsync(server));
    }

    private static async Task<Partition?> ReadAsync(ScriptedServer server, TimeProvider? time = null)
    {
        using var connection = server.Connect(time);
        return await connection.Client(Kinds.Partition).GetAsync(Coldbox, Stop);
    }
}

using System.Text.Json.Nodes;
using k8s.Models;
using KubeDaq.Api.Meta;
using KubeDaq.Api.Partitions;
using KubeDaq.Cluster.Clients;
using KubeDaq.Cluster.Tests.Servers;

namespace KubeDaq.Cluster.Tests.Clients;

public sealed class ResourceClientTests
{
    private const string Pod = """{"metadata":{"namespace":"np04","name":"a","resourceVersion":"7","uid":"u"},"spec":{"nodeName":"daq2"}}""";
    private static readonly ObjectName A = new("np04", "a");
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_object_is_read_into_the_official_model()
    {
        await using var server = await ScriptedServer.StartAsync((200, Pod));
        var pod = await server.Client(Kinds.Pod).GetAsync(A, Stop);
        Assert.Equal("daq2", pod!.Spec.NodeName);
        Assert.Equal("Pod", pod.Kind);
        Assert.Equal("/api/v1/namespaces/np04/pods/a", server.Requests.Single().Path);
    }

    [Fact]
    public async Task An_object_that_is_not_there_is_null()
    {
        await using var server = await ScriptedServer.StartAsync((404, NotFound("pods", "a")));
        Assert.Null(await server.Client(Kinds.Pod).GetAsync(A, Stop));
    }

    [Fact]
    public async Task A_kind_of_ours_is_written_with_its_kind_and_read_back()
    {
        await using var server = await ScriptedServer.StartAsync(
            (201, """{"metadata":{"namespace":"np04","name":"coldbox"},"spec":{"state":"Stopped"}}"""));
        var partition = new Partition { Metadata = new ObjectMeta { Namespace = "np04", Name = "coldbox" } };
        var created = await server.Client(Kinds.Partition).CreateAsync(partition, Stop);
        Assert.Equal(DesiredState.Stopped, created.Spec.State);
        var request = server.Requests.Single();
        Assert.Equal("/apis/dune.daq/v1alpha1/namespaces/np04/partitions", request.Path);
        Assert.Equal("dune.daq/v1alpha1", (string?)JsonNode.Parse(request.Body)!["apiVersion"]);
        Assert.Equal("Partition", (string?)JsonNode.Parse(request.Body)!["kind"]);
    }

    [Fact]
    public async Task Plain_json_keeps_fields_that_nobody_knows()
    {
        await using var server = await ScriptedServer.StartAsync((200, """{"metadata":{"name":"a"},"future":{"x":1}}"""));
        var client = server.Client(Kinds.Json(Kinds.Node));
        var node = await client.GetAsync(new ObjectName("", "a"), Stop);
        await client.ReplaceAsync(node!, Stop);
        Assert.Equal(1, (int)JsonNode.Parse(server.Requests.Last().Body)!["future"]!["x"]!);
    }

    [Fact]
    public async Task Options_of_a_write_are_sent()
    {
        await using var server = await ScriptedServer.StartAsync((201, Pod));
        var options = new WriteOptions { DryRun = true, FieldValidation = FieldValidation.Strict };
        await server.Client(Kinds.Pod).CreateAsync(new V1Pod { Metadata = new V1ObjectMeta { NamespaceProperty = "np04" } }, options, Stop);
        Assert.Equal("?dryRun=All&fieldValidation=Strict", server.Requests.Single().Query);
    }

    [Fact]
    public async Task A_status_is_patched_by_its_subresource()
    {
        await using var server = await ScriptedServer.StartAsync((200, Pod));
        await server.Client(Kinds.Pod).MergePatchAsync(A, new JsonObject { ["status"] = new JsonObject() }, "status", Stop);
        var request = server.Requests.Single();
        Assert.Equal(("PATCH", "/api/v1/namespaces/np04/pods/a/status", "application/merge-patch+json"), (request.Method, request.Path, request.MediaType));
    }

    [Fact]
    public async Task A_deletion_says_whom_it_means_and_what_follows()
    {
        await using var server = await ScriptedServer.StartAsync((200, "{}"));
        var options = new DeleteOptions { Uid = "u", Version = "7", Propagation = Propagation.Foreground, GracePeriodSeconds = 0 };
        await server.Client(Kinds.Pod).DeleteAsync(A, options, Stop);
        var body = JsonNode.Parse(server.Requests.Single().Body)!;
        Assert.Equal("u", (string?)body["preconditions"]!["uid"]);
        Assert.Equal("7", (string?)body["preconditions"]!["resourceVersion"]);
        Assert.Equal("Foreground", (string?)body["propagationPolicy"]);
        Assert.Equal(0, (int?)body["gracePeriodSeconds"]);
    }

    [Theory]
    [InlineData(404, "NotFound")]
    [InlineData(409, "Conflict")]
    public async Task Deleting_what_is_gone_or_anothers_is_no_error(int code, string reason)
    {
        await using var server = await ScriptedServer.StartAsync((code, Status(code, reason, "gone", "a")));
        await server.Client(Kinds.Pod).DeleteAsync(A, "u", Stop);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_list_follows_the_pages_and_keeps_the_selectors()
    {
        await using var server = await ScriptedServer.StartAsync(
            (200, $$"""{"metadata":{"resourceVersion":"9","continue":"x/y="},"items":[{{Pod}}]}"""),
            (200, $$"""{"metadata":{"resourceVersion":"9"},"items":[{{Pod}}]}"""));
        var pods = await server.Client(Kinds.Pod).ListAsync(new Selection("np04", "a=b", "spec.nodeName=daq2"), Stop);
        Assert.Equal(2, pods.Count);
        Assert.Equal("?limit=500&continue=x%2Fy%3D&labelSelector=a%3Db&fieldSelector=spec.nodeName%3Ddaq2", server.Requests.Last().Query);
    }

    [Fact]
    public async Task A_busy_server_is_asked_again_after_the_time_it_names()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var asked = 0;
        await using var server = await ScriptedServer.StartAsync((context, _) =>
        {
            context.Response.StatusCode = ++asked == 1 ? 429 : 200;
            context.Response.Headers.RetryAfter = "7";
            return Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, Pod);
        });
        var read = server.Client(Kinds.Pod, time).GetAsync(A, Stop);
        await Until.TrueAsync(() => read.IsCompleted, "the answer", () => time.Advance(TimeSpan.FromSeconds(1)));
        Assert.NotNull(await read);
        Assert.Equal(2, asked);
    }

    private static string NotFound(string plural, string name) => Status(404, "NotFound", $"{plural} \"{name}\" not found", name);

    private static string Status(int code, string reason, string message, string name) =>
        new JsonObject
        {
            ["kind"] = "Status", ["code"] = code, ["reason"] = reason, ["message"] = message, ["details"] = new JsonObject { ["name"] = name },
        }.ToJsonString();
}

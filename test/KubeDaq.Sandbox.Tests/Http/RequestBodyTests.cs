using System.Text;
using KubeDaq.Sandbox.Http;
using KubeDaq.Sandbox.Http.Seams;
using Microsoft.AspNetCore.Http;

namespace KubeDaq.Sandbox.Tests.Http;

public sealed class RequestBodyTests
{
    [Fact]
    public async Task Yaml_is_read_as_the_json_it_stands_for()
    {
        var value = (await ReadAsync("kind: ConfigMap\ndata: {rate: \"10\", gain: 3, empty: }\n")).ToJsonString();
        Assert.Equal("""{"kind":"ConfigMap","data":{"rate":"10","gain":3,"empty":null}}""", value);
    }

    [Fact]
    public async Task Yaml_that_is_none_is_refused_with_its_line()
    {
        var refusal = await Assert.ThrowsAsync<StatusException>(() => ReadAsync("kind: Pod\nmetadata: {name: a\n"));
        Assert.Equal(400, refusal.Code);
        Assert.Matches("yaml: line \\d+: ", refusal.Message);
    }

    [Fact]
    public async Task Yaml_that_grows_by_aliases_is_refused_before_it_has_grown()
    {
        var levels = string.Concat(Enumerable.Range(1, 7).Select(i =>
            $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 9))}]\n"));
        var refusal = await Assert.ThrowsAsync<StatusException>(() => ReadAsync($"a0: &a0 [x, x, x, x, x, x, x, x, x]\n{levels}"));
        Assert.Equal(400, refusal.Code);
    }

    private static async Task<System.Text.Json.Nodes.JsonObject> ReadAsync(string yaml)
    {
        var context = new DefaultHttpContext();
        context.Request.ContentType = "application/yaml";
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(yaml));
        return await RequestBody.ReadObjectAsync(context.Request, "ConfigMap", TestContext.Current.CancellationToken);
    }
}

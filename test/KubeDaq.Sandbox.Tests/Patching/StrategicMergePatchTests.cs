using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Patching;

namespace KubeDaq.Sandbox.Tests.Patching;

public sealed class StrategicMergePatchTests
{
    private static readonly Sandboxed Sandbox = new();

    [Theory]
    [InlineData("""[{"name": "b", "image": "2"}]""", "a:1 b:2 c:1")]
    [InlineData("""[{"name": "d", "image": "1"}]""", "d:1 a:1 b:1 c:1")]
    [InlineData("""[{"name": "b", "$patch": "delete"}]""", "a:1 c:1")]
    [InlineData("""[{"name": "d", "image": "1"}, {"$patch": "replace"}]""", "d:1")]
    public void Containers_merge_by_name(string containers, string expected)
    {
        var pod = Sandboxed.Json("""{"spec": {"containers": [{"name": "a", "image": "1"}, {"name": "b", "image": "1"}, {"name": "c", "image": "1"}]}}""");
        var patch = Sandboxed.Json($$$"""{"spec": {"containers": {{{containers}}}}}""");
        Assert.Equal(expected, Text(Patch(pod, patch)));
    }

    [Fact]
    public void An_order_in_the_patch_is_the_order_of_the_list()
    {
        var pod = Sandboxed.Json("""{"spec": {"containers": [{"name": "a", "image": "1"}, {"name": "b", "image": "1"}]}}""");
        var patch = Sandboxed.Json("""{"spec": {"$setElementOrder/containers": [{"name": "b"}, {"name": "a"}], "containers": [{"name": "a", "image": "2"}]}}""");
        Assert.Equal("b:1 a:2", Text(Patch(pod, patch)));
    }

    [Fact]
    public void Finalizers_are_a_set_and_items_can_be_taken_out()
    {
        var pod = Sandboxed.Json("""{"metadata": {"finalizers": ["a/a", "b/b"]}}""");
        var patch = Sandboxed.Json("""{"metadata": {"finalizers": ["c/c"], "$deleteFromPrimitiveList/finalizers": ["a/a"]}}""");
        Assert.Equal("""["b/b","c/c"]""", Patch(pod, patch)["metadata"]!["finalizers"]!.ToJsonString());
    }

    [Fact]
    public void Keys_that_are_not_retained_go()
    {
        var pod = Sandboxed.Json("""{"spec": {"volumes": [{"name": "v", "emptyDir": {}}]}}""");
        var patch = Sandboxed.Json("""{"spec": {"volumes": [{"name": "v", "hostPath": {"path": "/data"}, "$retainKeys": ["name", "hostPath"]}]}}""");
        Assert.Equal("""[{"name":"v","hostPath":{"path":"/data"}}]""", Patch(pod, patch)["spec"]!["volumes"]!.ToJsonString());
    }

    [Fact]
    public void A_null_takes_a_field_away()
    {
        var pod = Sandboxed.Json("""{"spec": {"nodeName": "daq6", "hostNetwork": true}}""");
        Assert.Equal("""{"hostNetwork":true}""", Patch(pod, Sandboxed.Json("""{"spec": {"nodeName": null}}"""))["spec"]!.ToJsonString());
    }

    private static JsonObject Patch(JsonObject pod, JsonObject patch) => StrategicMergePatch.Apply(Sandbox.Table.Find("", "v1", "pods")!, pod, patch)!.AsObject();

    private static string Text(JsonObject pod) => string.Join(' ', pod["spec"]!["containers"]!.AsArray().Select(one => $"{one!["name"]}:{one["image"]}"));
}

using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Patching;

namespace KubeDaq.Sandbox.Tests.Patching;

public sealed class JsonPatchTests
{
    [Theory]
    [InlineData("""{"a": 1}""", """[{"op": "add", "path": "/b", "value": 2}]""", """{"a": 1, "b": 2}""")]
    [InlineData("""{"a": [1, 3]}""", """[{"op": "add", "path": "/a/1", "value": 2}, {"op": "add", "path": "/a/-", "value": 4}]""", """{"a": [1, 2, 3, 4]}""")]
    [InlineData("""{"dune.daq/x": 1}""", """[{"op": "remove", "path": "/dune.daq~1x"}]""", "{}")]
    [InlineData("""{"a": 1}""", """[{"op": "test", "path": "/a", "value": 1}, {"op": "replace", "path": "/a", "value": {"b": 2}}]""", """{"a": {"b": 2}}""")]
    [InlineData("""{"a": {"b": 1}}""", """[{"op": "move", "from": "/a/b", "path": "/c"}, {"op": "copy", "from": "/c", "path": "/d"}]""", """{"a": {}, "c": 1, "d": 1}""")]
    public void Operations_apply_in_order(string target, string patch, string expected) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonPatch.Apply(JsonNode.Parse(target), JsonNode.Parse(patch)!.AsArray())));

    [Theory]
    [InlineData("""[{"op": "test", "path": "/a", "value": 2}]""")]
    [InlineData("""[{"op": "remove", "path": "/none"}]""")]
    [InlineData("""[{"op": "add", "path": "/none/x", "value": 1}]""")]
    [InlineData("""[{"op": "dance", "path": "/a"}]""")]
    [InlineData("""[{"op": "add", "path": "/a"}]""")]
    [InlineData("""[3]""")]
    public void What_does_not_fit_is_refused(string patch) =>
        Assert.Throws<PatchException>(() => JsonPatch.Apply(JsonNode.Parse("""{"a": 1}"""), JsonNode.Parse(patch)!.AsArray()));
}

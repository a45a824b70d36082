using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Tests.Resources;

public sealed class EphemeralContainersTests
{
    private const string Debug = """{"name": "debug", "image": "busybox", "terminationMessagePolicy": "File"}""";
    private readonly Sandboxed _sandbox = new();

    public EphemeralContainersTests() => _sandbox.Writer.Create(
        _sandbox.Request("pods"), JsonNode.Parse("""{"metadata": {"name": "p"}, "spec": {"containers": [{"name": "c", "image": "i"}]}}""")!.AsObject());

    [Fact]
    public void One_is_added_and_nothing_else_is_changed()
    {
        var pod = Write($"[{Debug}]", spec =>
        {
            spec["activeDeadlineSeconds"] = 5;
            spec.Parent!["metadata"]!["labels"] = new JsonObject { ["x"] = "y" };
        });
        Assert.Equal("debug", Assert.Single(pod.Maps("spec", "ephemeralContainers")).Text("name"));
        Assert.Null(pod["spec"]!["activeDeadlineSeconds"]);
        Assert.Null(pod["metadata"]!["labels"]);
        Assert.Equal(2, pod.Number("metadata", "generation"));
    }

    [Fact]
    public void One_that_is_there_may_be_neither_changed_nor_removed()
    {
        Write($"[{Debug}]");
        Assert.Contains(
            "spec.ephemeralContainers: Forbidden: existing ephemeral containers \"debug\" may not be changed",
            Assert.Throws<StatusException>(() => Write($"[{Debug.Replace("busybox", "other", StringComparison.Ordinal)}]")).Message, StringComparison.Ordinal);
        Assert.Contains("may not be removed", Assert.Throws<StatusException>(() => Write("[]")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_has_neither_ports_nor_resources() => Assert.Equal(
        "Pod \"p\" is invalid: spec.ephemeralContainers[0].ports: Forbidden: cannot be set for an Ephemeral Container",
        Assert.Throws<StatusException>(() => Write("""[{"name": "debug", "image": "busybox", "ports": [{"containerPort": 80}]}]""")).Message);

    [Fact]
    public void It_cannot_be_written_with_the_pod_itself() => Assert.Contains(
        "pod updates may not change fields other than", Assert.Throws<StatusException>(() => Write($"[{Debug}]", subresource: "")).Message, StringComparison.Ordinal);

    private JsonObject Write(string containers, Action<JsonObject>? change = null, string subresource = "ephemeralcontainers") =>
        _sandbox.Writer.Update(_sandbox.Request("pods", "p") with { Subresource = subresource }, pod =>
        {
            pod["spec"]!["ephemeralContainers"] = JsonNode.Parse(containers);
            change?.Invoke(pod["spec"]!.AsObject());
            return pod;
        }).Value;
}

using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Tests.Resources;

public sealed class ObjectWriterTests
{
    private const string Pod = """{"metadata": {"name": "p"}, "spec": {"containers": [{"name": "main", "image": "i"}]}}""";

    private readonly Sandboxed _sandbox = new();

    [Fact]
    public void A_generated_name_has_the_prefix_and_five_letters()
    {
        var made = _sandbox.Create("configmaps", """{"metadata": {"generateName": "run-"}}""");
        Assert.Matches("^run-[bcdfghjklmnpqrstvwxz2456789]{5}$", made.Key.Name);
    }

    [Fact]
    public void An_update_without_a_change_keeps_the_version()
    {
        var made = _sandbox.Create("configmaps", """{"metadata": {"name": "m"}, "data": {"a": "1"}}""");
        var same = _sandbox.Writer.Update(_sandbox.Request("configmaps", "m"), value => value);
        Assert.Equal(made.Revision, same.Revision);
    }

    [Fact]
    public void The_generation_counts_changes_of_the_spec_only()
    {
        _sandbox.Create("pods", Pod);
        Assert.Equal(1, Change(value => value.Metadata()["labels"] = Sandboxed.Json("""{"a": "b"}""")).Value.Number("metadata", "generation"));
        Assert.Equal(2, Change(value => value["spec"]!["containers"]![0]!["image"] = "j").Value.Number("metadata", "generation"));

        StoredObject Change(Action<System.Text.Json.Nodes.JsonObject> change) => _sandbox.Writer.Update(_sandbox.Request("pods", "p"), value =>
        {
            change(value);
            return value;
        });
    }

    [Fact]
    public void The_status_is_written_apart()
    {
        var made = _sandbox.Create("pods", Pod.Replace("\"spec\"", "\"status\": {\"phase\": \"Running\"}, \"spec\"", StringComparison.Ordinal));
        Assert.Equal("Pending", made.Value.Text("status", "phase"));
        var written = _sandbox.Writer.Update(_sandbox.Request("pods", "p") with { Subresource = "status" }, value =>
        {
            value["status"]!["phase"] = "Running";
            value["spec"]!["nodeName"] = "daq6";
            return value;
        });
        Assert.Equal("Running", written.Value.Text("status", "phase"));
        Assert.Null(written.Value.Text("spec", "nodeName"));
    }

    [Fact]
    public void An_object_with_a_finalizer_stays_until_it_is_taken_off()
    {
        _sandbox.Create("configmaps", """{"metadata": {"name": "m", "finalizers": ["dune.daq/hold"]}}""");
        var (marked, gone) = _sandbox.Writer.Delete(_sandbox.Request("configmaps", "m"), new());
        Assert.False(gone);
        Assert.Equal("2026-11-24T08:00:00Z", marked.Value.Text("metadata", "deletionTimestamp"));
        var refusal = Assert.Throws<StatusException>(() => _sandbox.Create("configmaps", """{"metadata": {"name": "m"}}"""));
        Assert.Equal("object is being deleted: configmaps \"m\" already exists", refusal.Message);
        _sandbox.Objects.Update(new("", "configmaps"), "np04", "m", value => value.Metadata().Remove("finalizers"));
        Assert.Null(_sandbox.Objects.Get(new("", "configmaps"), "np04", "m"));
    }

    [Fact]
    public void A_pod_on_a_node_has_its_grace_and_one_without_goes_at_once()
    {
        _sandbox.Create("pods", Pod);
        Assert.True(_sandbox.Writer.Delete(_sandbox.Request("pods", "p"), new()).Gone);
        _sandbox.Create("pods", Pod.Replace("\"containers\"", "\"nodeName\": \"daq6\", \"containers\"", StringComparison.Ordinal));
        var (pod, gone) = _sandbox.Writer.Delete(_sandbox.Request("pods", "p"), new());
        Assert.False(gone);
        Assert.Equal("2026-11-24T08:00:30Z", pod.Value.Text("metadata", "deletionTimestamp"));
        Assert.True(_sandbox.Writer.Delete(_sandbox.Request("pods", "p"), new(GraceSeconds: 0)).Gone);
    }

    [Fact]
    public void A_deletion_of_another_object_of_the_same_name_is_refused()
    {
        _sandbox.Create("configmaps", """{"metadata": {"name": "m"}}""");
        var refusal = Assert.Throws<StatusException>(() => _sandbox.Writer.Delete(_sandbox.Request("configmaps", "m"), new(Uid: "other")));
        Assert.Equal(409, refusal.Code);
    }

    [Fact]
    public void A_trial_stores_nothing()
    {
        var made = _sandbox.Writer.Create(_sandbox.Request("configmaps") with { DryRun = true }, Sandboxed.Json("""{"metadata": {"name": "m"}}"""));
        Assert.Null(made.Value.Text("metadata", "resourceVersion"));
        Assert.Null(_sandbox.Objects.Get(new("", "configmaps"), "np04", "m"));
    }

    [Theory]
    [InlineData("500m", "[spec.containers[0].resources.limits[dune.daq/card]: Invalid value: \"500m\": must be an integer, spec.containers[0].resources.requests[dune.daq/card]: Invalid value: \"500m\": must be an integer]")]
    public void Cards_are_requested_whole(string amount, string complaint)
    {
        var body = Pod.Replace("\"i\"", $$$"""
            "i", "resources": {"limits": {"dune.daq/card": "{{{amount}}}"} }
            """, StringComparison.Ordinal);
        Assert.Equal($"Pod \"p\" is invalid: {complaint}", Assert.Throws<StatusException>(() => _sandbox.Create("pods", body)).Message);
    }

    [Fact]
    public void Services_get_addresses_of_their_own()
    {
        var addresses = Enumerable.Range(0, 300).Select(i => _sandbox.Create("services", $$$"""{"metadata": {"name": "s{{{i}}}"}, "spec": {"ports": [{"port": 80}]}}""").Value.Text("spec", "clusterIP")).ToList();
        Assert.Equal(300, addresses.Distinct().Count());
        Assert.All(addresses, address => Assert.StartsWith("10.96.", address, StringComparison.Ordinal));
    }
}

using KubeDaq.Integration.Tests.Clusters;
using static KubeDaq.Integration.Tests.Partitions.PartitionManifest;

namespace KubeDaq.Integration.Tests.Kubectl;

/// <summary>The real kubectl on the kinds of group dune.daq.</summary>
public sealed class KubectlOnPartitions(TestCluster cluster) : IAsyncLifetime
{
    private string _ns = "";

    public async ValueTask InitializeAsync()
    {
        TestCluster.NeedsKubectl();
        _ns = await cluster.NamespaceAsync("kinds");
    }

    public async ValueTask DisposeAsync() => await KubectlAsync("delete", "partitions", "--all", "--timeout=50s");

    [Fact]
    public async Task Explain_describes_the_fields_of_an_application()
    {
        var text = (await cluster.KubectlAsync("explain", "partition.spec.applications")).Succeeded().Out;
        Assert.Contains("FIELD: applications <[]Object>", text);
        Assert.Matches(@"startAfter\s+<\[\]string>", text);
        Assert.Matches(@"name\s+<string> -required-", text);
    }

    [Fact]
    public async Task Wait_get_and_describe_tell_the_state_of_a_partition()
    {
        (await ApplyAsync("sleeper")).Succeeded();
        (await KubectlAsync("wait", "part/sleeper", "--for=condition=Ready", "--timeout=40s")).Succeeded();
        var table = (await KubectlAsync("get", "part")).Succeeded().Out;
        Assert.Contains("PHASE", table);
        Assert.Matches(@"sleeper\s+Running", table);
        var text = (await KubectlAsync("describe", "part", "sleeper")).Succeeded().Out;
        Assert.Matches(@"Phase:\s+Running", text);
        Assert.Contains("Events:", text);
        Assert.DoesNotContain("Events:  <none>", text);
    }

    [Fact]
    public async Task The_status_changes_only_through_its_subresource()
    {
        (await ApplyAsync("guarded", "Stopped")).Succeeded();
        (await KubectlAsync("wait", "part/guarded", "--for=jsonpath={.status.phase}=Stopped", "--timeout=40s")).Succeeded();
        (await KubectlAsync("patch", "part", "guarded", "--type=merge", "-p", """{"status":{"message":"by hand"}}""")).Succeeded();
        Assert.NotEqual("by hand", await MessageAsync());
        var patched = await KubectlAsync(
            "patch", "part", "guarded", "--subresource=status", "--type=merge", "-p", """{"status":{"message":"by hand"}}""", "-o", "jsonpath={.status.message}");
        Assert.Equal("by hand", patched.Succeeded().Out);
    }

    [Fact]
    public async Task Unknown_fields_and_wrong_values_are_refused_with_their_paths()
    {
        var unknown = await cluster.KubectlWithInputAsync(
            Manifest("wrong").Replace("\"applications\"", "\"aplications\"", StringComparison.Ordinal), "apply", "-n", _ns, "-f", "-");
        Assert.NotEqual(0, unknown.ExitCode);
        Assert.Contains("unknown field \"spec.aplications\"", unknown.Err);

        var value = await cluster.KubectlWithInputAsync(Manifest("wrong", "Paused"), "apply", "-n", _ns, "-f", "-");
        Assert.NotEqual(0, value.ExitCode);
        Assert.Contains("spec.state: Unsupported value: \"Paused\": supported values: \"Running\", \"Stopped\"", value.Err);
    }

    [Fact]
    public async Task The_kinds_are_found_by_category_and_short_name()
    {
        var kinds = (await cluster.KubectlAsync("api-resources", "--api-group=dune.daq")).Succeeded().Out;
        Assert.Matches(@"partitions\s+part\s+dune.daq/v1alpha1\s+true\s+Partition", kinds);
        Assert.Matches(@"readoutcards\s+card\s+dune.daq/v1alpha1\s+false\s+ReadoutCard", kinds);
        Assert.Contains("readoutcard.dune.daq/apa001", (await cluster.KubectlAsync("get", "daq", "-A", "-o", "name")).Succeeded().Out);
    }

    private async Task<string> MessageAsync() => (await KubectlAsync("get", "part", "guarded", "-o", "jsonpath={.status.message}")).Out;

    private static string Manifest(string name, string state = "Running") => Of(name, Application("idle")).With("state", state).ToJsonString();

    private Task<Command> ApplyAsync(string name, string state = "Running") =>
        cluster.KubectlWithInputAsync(Manifest(name, state), "apply", "-n", _ns, "-f", "-");

    private Task<Command> KubectlAsync(params string[] arguments) => cluster.KubectlAsync(["-n", _ns, .. arguments]);
}

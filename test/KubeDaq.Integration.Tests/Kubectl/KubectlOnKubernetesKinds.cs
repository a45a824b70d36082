using KubeDaq.Integration.Tests.Clusters;

namespace KubeDaq.Integration.Tests.Kubectl;

/// <summary>The real kubectl on kinds that every cluster has.</summary>
public sealed class KubectlOnKubernetesKinds(TestCluster cluster) : IAsyncLifetime
{
    private const string Settings = """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: settings, labels: {part: readout}}
        data: {rate: "10"}
        """;

    private string _ns = "";

    public async ValueTask InitializeAsync()
    {
        TestCluster.NeedsKubectl();
        _ns = await cluster.NamespaceAsync("kubectl");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Apply_creates_then_configures_then_leaves_alone()
    {
        Assert.Contains("configmap/settings created", (await ApplyAsync(Settings)).Out);
        Assert.Contains("configmap/settings configured", (await ApplyAsync(Settings.Replace("10", "20"))).Out);
        Assert.Contains("configmap/settings unchanged", (await ApplyAsync(Settings.Replace("10", "20"))).Out);
        Assert.Equal("20", (await KubectlAsync("get", "cm", "settings", "-o", "jsonpath={.data.rate}")).Succeeded().Out);
    }

    [Fact]
    public async Task Server_side_apply_reports_a_conflict_and_can_be_forced()
    {
        (await ApplyAsync(Settings, "--server-side", "--field-manager=one")).Succeeded();
        var refused = await ApplyAsync(Settings.Replace("10", "30"), "--server-side", "--field-manager=two");
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("conflict with \"one\": .data.rate", refused.Err);
        (await ApplyAsync(Settings.Replace("10", "30"), "--server-side", "--field-manager=two", "--force-conflicts")).Succeeded();
    }

    [Fact]
    public async Task Diff_shows_what_apply_would_change()
    {
        (await ApplyAsync(Settings)).Succeeded();
        var diff = await cluster.KubectlWithInputAsync(Settings.Replace("10", "40"), "diff", "-n", _ns, "-f", "-");
        Assert.Equal(1, diff.ExitCode);
        Assert.Contains("-  rate: \"10\"", diff.Out);
        Assert.Contains("+  rate: \"40\"", diff.Out);
    }

    [Fact]
    public async Task Explain_describes_fields_of_a_pod()
    {
        var explained = (await cluster.KubectlAsync("explain", "pod.spec.containers.resources")).Succeeded();
        Assert.Contains("FIELD: resources <ResourceRequirements>", explained.Out);
        Assert.Contains("limits", explained.Out);
    }

    [Fact]
    public async Task An_unknown_field_is_refused_with_its_path()
    {
        var refused = await ApplyAsync(Settings + "\ndatum: {a: b}");
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("unknown field \"datum\"", refused.Err);
    }

    [Fact]
    public async Task Patch_label_annotate_and_delete_behave()
    {
        (await ApplyAsync(Settings)).Succeeded();
        (await KubectlAsync("patch", "cm", "settings", "--type=json", "-p", """[{"op":"add","path":"/data/gain","value":"3"}]""")).Succeeded();
        (await KubectlAsync("label", "cm", "settings", "detector=apa")).Succeeded();
        (await KubectlAsync("annotate", "cm", "settings", "dune.daq/note=seen")).Succeeded();
        Assert.Equal("configmap/settings", (await KubectlAsync("get", "cm", "-l", "detector=apa", "-o", "name")).Succeeded().Out.Trim());
        (await KubectlAsync("delete", "cm", "settings")).Succeeded();
        Assert.Contains("NotFound", (await KubectlAsync("get", "cm", "settings")).Err);
    }

    [Fact]
    public async Task Auth_tells_who_one_is_and_what_one_may_do()
    {
        Assert.Contains("system:masters", (await cluster.KubectlAsync("auth", "whoami")).Succeeded().Out);
        Assert.Equal("yes", (await KubectlAsync("auth", "can-i", "delete", "pods")).Out.Trim());
        var asAccount = await KubectlAsync("auth", "can-i", "delete", "pods", "--as", $"system:serviceaccount:{_ns}:default");
        Assert.Equal("no", asAccount.Out.Trim());
    }

    [Fact]
    public async Task Patching_the_status_of_a_node_adds_a_card_as_the_slides_do()
    {
        var node = $"slides-{Guid.NewGuid():N}"[..14];
        (await cluster.KubectlWithInputAsync($"apiVersion: v1\nkind: Node\nmetadata:\n  name: {node}\n", "create", "-f", "-")).Succeeded();
        try
        {
            (await cluster.KubectlAsync("patch", "node", node, "--subresource=status", "--type=json", "-p",
                """[{"op":"add","path":"/status/capacity","value":{"dune.daq/flxcard-apa001":"1"}}]""")).Succeeded();
            var capacity = await cluster.KubectlAsync("get", "node", node, "-o", @"jsonpath={.status.capacity.dune\.daq/flxcard-apa001}");
            Assert.Equal("1", capacity.Succeeded().Out);
        }
        finally
        {
            (await cluster.KubectlAsync("delete", "node", node)).Succeeded();
        }
    }

    private Task<Command> KubectlAsync(params string[] arguments) => cluster.KubectlAsync(["-n", _ns, .. arguments]);

    private Task<Command> ApplyAsync(string manifest, params string[] options) =>
        cluster.KubectlWithInputAsync(manifest, ["apply", "-n", _ns, "-f", "-", .. options]);
}

using System.Text.Json.Nodes;

namespace KubeDaq.Cli.Tests.Verbs.Policy;

public sealed class OfflineExplainTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kubedaq-cli-");
    private readonly Screen _screen = new();

    [Fact]
    public async Task Without_bindings_it_is_not_known_who_may_use_what()
    {
        Assert.Equal(ExitCode.Done, await ExplainAsync(PolicyFiles.HostNetwork, PolicyFiles.Policies));
        Assert.Equal(
            """
            Pod reader: admitted by daq-network if it is granted
              service account default/default; namespace default is taken for governed
              takes from its host, beyond baseline:
                spec: hostNetwork
              POLICY        FITS   MAY USE   WHY NOT
              daq-network   yes    unknown   -
              daq-readout   yes    unknown   -
              to grant it, an administrator runs:
                kubectl create rolebinding default-daq-network -n default --clusterrole=kubedaq-use-daq-network --serviceaccount=default:default

            """,
            _screen.Out);
    }

    [Fact]
    public async Task Bindings_in_the_files_count_as_in_a_cluster()
    {
        var files = $"{PolicyFiles.Policies}\n---\n{PolicyFiles.Binding("np04", "kubedaq-use-daq-network", "coldbox")}";
        Assert.Equal(ExitCode.Done, await ExplainAsync(PolicyFiles.HostNetwork, files, "--as", "system:serviceaccount:np04:coldbox"));
        Assert.StartsWith("Pod reader: admitted by daq-network\n", _screen.Out);
        Assert.Equal(ExitCode.NotRunning, await ExplainAsync(PolicyFiles.HostNetwork, files, "--as", "np02:coldbox"));
        Assert.Contains("not granted to np02/coldbox", _screen.Out);
    }

    [Fact]
    public async Task A_policy_that_counts_as_granted_admits_and_what_would_do_with_less_is_told()
    {
        Assert.Equal(ExitCode.Done, await ExplainAsync(PolicyFiles.HostNetwork, PolicyFiles.Policies, "--as-if-granted", "daq-readout"));
        Assert.StartsWith("Pod reader: admitted by daq-readout\n", _screen.Out);
        Assert.Contains("a policy that allows less would do", _screen.Out);
        Assert.Contains("--clusterrole=kubedaq-use-daq-network ", _screen.Out);
    }

    [Fact]
    public async Task What_no_policy_allows_is_denied_with_each_ones_reason()
    {
        var pod = PolicyFiles.HostNetwork.Replace("hostNetwork", "hostPID", StringComparison.Ordinal);
        Assert.Equal(ExitCode.NotRunning, await ExplainAsync(pod, PolicyFiles.Policies));
        Assert.Contains("does not allow hostPID (spec)", _screen.Out);
        Assert.Contains("no policy allows all that the pod takes", _screen.Out);
    }

    [Fact]
    public async Task A_pod_that_takes_nothing_needs_no_policy()
    {
        Assert.Equal(ExitCode.Done, await ExplainAsync(PolicyFiles.HostNetwork.Replace("hostNetwork: true", "hostNetwork: false", StringComparison.Ordinal), PolicyFiles.Policies));
        Assert.StartsWith("Pod reader: admitted: baseline, no policy needed\n", _screen.Out);
    }

    [Fact]
    public async Task A_misspelt_field_is_told_as_it_takes_nothing()
    {
        await ExplainAsync(PolicyFiles.HostNetwork.Replace("hostNetwork", "hostNetwrk", StringComparison.Ordinal), PolicyFiles.Policies);
        Assert.Contains("warning: Pod reader: spec.hostNetwrk: is no field that Kubernetes knows here; did you mean hostNetwork?", _screen.Error);
    }

    [Fact]
    public async Task Several_documents_are_told_one_by_one_for_programs()
    {
        var pods = $"{PolicyFiles.HostNetwork}\n---\n{PolicyFiles.WithCard}\n---\n{{apiVersion: v1, kind: Service, metadata: {{name: s}}}}";
        Assert.Equal(ExitCode.NotRunning, await ExplainAsync(pods, PolicyFiles.Policies, "-o", "json", "--as-if-granted", "daq-network"));
        var told = JsonNode.Parse(_screen.Out)!.AsArray();
        Assert.Equal(["daq-network", null], told.Select(pod => pod!["admittedBy"]?.ToString()));
        Assert.Equal([true, false], told.Select(pod => pod!["admitted"]!.GetValue<bool>()));
        Assert.Equal("apa001", told[1]!["cards"]![0]!["name"]!.ToString());
        Assert.Equal(["does not allow resource dune.daq/flxcard-apa001 (spec.containers[r])"], told[1]!["policies"]![0]!["refusals"]!.AsArray().Select(text => text!.ToString()));
    }

    [Fact]
    public async Task A_policy_that_could_not_be_applied_is_refused()
    {
        Assert.Equal(ExitCode.Error, await ExplainAsync(PolicyFiles.HostNetwork, PolicyFiles.Policies.Replace("hostNetwork", "hostNetwrk", StringComparison.Ordinal)));
        Assert.Contains("HostAccessPolicy daq-network: spec.hostNetwrk: there is no such field; did you mean hostNetwork?", _screen.Error);
    }

    [Theory]
    [InlineData("{kind: Service}", "there is no pod in the files")]
    [InlineData("", "is empty")]
    [InlineData("- 1", "is no object")]
    [InlineData("a: [", "pod.yaml:")]
    public async Task What_holds_no_pod_is_refused(string text, string why)
    {
        Assert.Equal(ExitCode.Error, await ExplainAsync(text, PolicyFiles.Policies));
        Assert.Contains(why, _screen.Error);
    }

    [Theory]
    [InlineData("is no service account", "--as", "alice")]
    [InlineData("is in namespace np04", "-n", "np02")]
    [InlineData("is in namespace np04", "--as", "np02:coldbox")]
    public async Task A_contradiction_is_a_wrong_command_line(string why, params string[] more)
    {
        var pod = PolicyFiles.HostNetwork.Replace("name: reader", "name: reader, namespace: np04", StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, await ExplainAsync(pod, PolicyFiles.Policies, more));
        Assert.Contains(why, _screen.Error);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<int> ExplainAsync(string pods, string policies, params string[] more) =>
        await _screen.RunAsync(["policy", "explain", "-f", await WriteAsync("pod.yaml", pods), "--policies", await WriteAsync("policies.yaml", policies), .. more]);

    private async Task<string> WriteAsync(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        return path;
    }
}

using System.Text.Json.Nodes;

namespace KubeDaq.Cli.Tests.Verbs.Policy;

public sealed class PolicyVerbsTests
{
    private readonly BareSandbox _sandbox;
    private readonly string _namespace;

    public PolicyVerbsTests(BareSandbox sandbox)
    {
        _sandbox = sandbox;
        _namespace = sandbox.NewNamespace();
        sandbox.Make($"{PolicyFiles.Policies}\n---\n{PolicyFiles.Roles}");
    }

    [Fact]
    public async Task A_pod_is_admitted_for_the_account_that_may_use_the_policy_and_denied_for_another()
    {
        Govern();
        _sandbox.Make(PolicyFiles.Binding(_namespace, "kubedaq-use-daq-network", "a"));
        var file = _sandbox.Write("pod.yaml", PolicyFiles.HostNetwork);
        Assert.StartsWith("Pod reader: admitted by daq-network\n", (await DoneAsync("explain", "-f", file, "--as", $"system:serviceaccount:{_namespace}:a")).Out);
        var denied = await EndAsync(ExitCode.NotRunning, "explain", "-f", file, "--as", $"{_namespace}:b");
        Assert.StartsWith("Pod reader: denied\n", denied.Out);
        Assert.Contains($"not granted to {_namespace}/b", denied.Out);
        Assert.Contains($"kubectl create rolebinding b-daq-network -n {_namespace} --clusterrole=kubedaq-use-daq-network --serviceaccount={_namespace}:b", denied.Out);
    }

    [Fact]
    public async Task In_a_namespace_that_is_not_governed_everything_is_admitted_and_so_it_is_told()
    {
        var screen = await DoneAsync("explain", "-f", _sandbox.Write("pod.yaml", PolicyFiles.HostNetwork), "-n", _namespace);
        Assert.StartsWith("Pod reader: admitted, as its namespace is not governed; would be denied if it were\n", screen.Out);
    }

    [Fact]
    public async Task What_is_granted_is_found_again_and_admits()
    {
        Govern();
        var file = _sandbox.Write("pod.yaml", PolicyFiles.WithCard);
        Assert.Contains("apa001   no", (await EndAsync(ExitCode.NotRunning, "explain", "-f", file, "-n", _namespace)).Out);
        Assert.Equal("rolebinding/default-daq-readout created (dry run)\n", (await DoneAsync("grant", "daq-readout", "--to", $"{_namespace}:default", "--dry-run")).Out);
        Assert.Equal("rolebinding/default-daq-readout created\n", (await DoneAsync("grant", "daq-readout", "--to", $"{_namespace}:default")).Out);
        Assert.Equal("role/use-apa001 created\nrolebinding/default-use-apa001 created\n", (await DoneAsync("grant", "--card", "apa001", "--to", $"{_namespace}:default")).Out);
        Assert.StartsWith("Deployment readout: admitted by daq-readout\n", (await DoneAsync("explain", "-f", file, "-n", _namespace)).Out);
        Assert.Matches($"ServiceAccount +{_namespace}/default +{_namespace} +RoleBinding {_namespace}/default-daq-readout +yes", (await DoneAsync("who-can", "daq-readout")).Out);
        Assert.Contains($"RoleBinding {_namespace}/default-use-apa001", (await DoneAsync("who-can", "--card", "apa001")).Out);
    }

    [Fact]
    public async Task Who_may_use_all_is_named_too_for_programs()
    {
        var told = JsonNode.Parse((await DoneAsync("who-can", "daq-network", "-o", "json")).Out)!.AsArray();
        var masters = Assert.Single(told, grant => grant!["name"]!.ToString() == "system:masters")!;
        Assert.Equal("ClusterRole cluster-admin", masters["role"]!.ToString());
        Assert.Null(masters["namespace"]);
        Assert.False(masters["runsPods"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_policy_is_applied_listed_and_described_as_other_kinds_are()
    {
        var file = _sandbox.Write("hap.yaml", "{apiVersion: dune.daq/v1alpha1, kind: HostAccessPolicy, metadata: {name: verbs-ipc}, spec: {description: For tests., hostIPC: true, hostPorts: [{min: 1, max: 9}]}}");
        Assert.Equal("hap/verbs-ipc created\n", (await EndAsync(ExitCode.Done, ["apply", "-f", file], "")).Out);
        Assert.Equal("hap/verbs-ipc unchanged\n", (await EndAsync(ExitCode.Done, ["apply", "-f", file], "")).Out);
        Assert.Matches("(?m)^verbs-ipc +- +- +- ", (await EndAsync(ExitCode.Done, ["get", "haps"], "")).Out);
        Assert.Matches("(?s)For: +For tests.*hostPorts +1-9", (await EndAsync(ExitCode.Done, ["describe", "hap", "verbs-ipc"], "")).Out);
        Assert.Contains("verbs-ipc", (await EndAsync(ExitCode.Done, ["get", "policy", "verbs-ipc", "-o", "yaml"], "")).Out);
    }

    [Fact]
    public async Task Running_pods_are_judged_as_if_they_were_made_now()
    {
        _sandbox.Make(PolicyFiles.Binding(_namespace, "kubedaq-use-daq-network", "a"));
        MakePod("may", "a");
        MakePod("may-not", "b");
        MakePod("ended", "b");
        _sandbox.EndPod(_namespace, "ended");
        Govern();
        var screen = await EndAsync(ExitCode.NotRunning, "check", "-n", _namespace);
        Assert.Matches($"(?m)^{_namespace} +may +a +admitted +daq-network +-$", screen.Out);
        Assert.Matches($"(?m)^{_namespace} +may-not +b +denied +- +use of daq-network$", screen.Out);
        Assert.DoesNotContain("ended", screen.Out);
        Assert.Contains("Of 2 running pods 0 take nothing from their hosts, 1 are admitted, 1 would be denied.", screen.Error);
        Assert.Equal(2, JsonNode.Parse((await EndAsync(ExitCode.NotRunning, "check", "-n", _namespace, "-o", "json")).Out)!.AsArray().Count);
    }

    [Fact]
    public async Task A_namespace_is_checked_before_it_is_governed_if_one_asks_so()
    {
        MakePod("may-not", "b");
        Assert.Contains("is not governed", (await EndAsync(ExitCode.Error, "check", "-n", _namespace)).Error);
        Assert.Contains("1 would be denied", (await EndAsync(ExitCode.NotRunning, "check", "-n", _namespace, "--ungoverned")).Error);
        Assert.DoesNotContain(_namespace, (await EndAsync(null, "check", "-A")).Out);
        Assert.Contains(_namespace, (await EndAsync(ExitCode.NotRunning, "check", "-A", "--ungoverned")).Out);
    }

    [Theory]
    [InlineData(ExitCode.NotFound, "there is no host access policy none", "who-can", "none")]
    [InlineData(ExitCode.NotFound, "there is no readout card none", "grant", "--card", "none", "--to", "np04:a")]
    [InlineData(ExitCode.NotFound, "there is no namespace none", "check", "-n", "none")]
    [InlineData(ExitCode.Error, "never governed", "check", "-n", "kube-system")]
    [InlineData(ExitCode.Usage, "name a policy, or a card", "who-can")]
    [InlineData(ExitCode.Usage, "name a policy, or a card", "grant", "p", "--card", "c", "--to", "np04:a")]
    [InlineData(ExitCode.Usage, "is no service account", "grant", "p", "--to", "alice")]
    [InlineData(ExitCode.Usage, "needs --policies", "explain", "-f", "-", "--as-if-granted", "p")]
    public async Task Mistakes_are_told_in_a_line(int code, string why, params string[] words) => Assert.Contains(why, (await EndAsync(code, words)).Error);

    private void Govern() => _sandbox.Govern(_namespace);

    private void MakePod(string name, string account) => _sandbox.Make(
        $$"""
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: {{account}}, namespace: {{_namespace}} }
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: {{name}}, namespace: {{_namespace}} }
        spec: {schedulerName: none, serviceAccountName: {{account}}, hostNetwork: true, containers: [{name: c, image: i}]}
        """);

    private Task<Screen> DoneAsync(params string[] words) => EndAsync(ExitCode.Done, words);

    private Task<Screen> EndAsync(int? code, params string[] words) => EndAsync(code, words, "policy");

    private async Task<Screen> EndAsync(int? code, string[] words, string before)
    {
        var screen = new Screen();
        var ended = await screen.RunAsync([.. before.Split(' ', StringSplitOptions.RemoveEmptyEntries), .. words, "--kubeconfig", _sandbox.Kubeconfig]);
        Assert.True(code is null || code == ended, $"{string.Join(' ', words)} ended with {ended}: {screen.Error}{screen.Out}");
        return screen;
    }
}

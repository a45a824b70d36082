using System.Text.Json.Nodes;
using KubeDaq.Integration.Tests.Clusters;

namespace KubeDaq.Integration.Tests.HostAccess;

/// <summary>The verbs of "kubedaq policy" as processes, against policies that the operator has compiled.</summary>
public sealed class HostAccessPolicyVerbs(TestCluster cluster) : IDisposable
{
    private const string Pod =
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: reader}
        spec:
          serviceAccountName: b
          hostNetwork: true
          schedulerName: none
          containers: [{name: reader, image: sleep, command: [sleep, "3600"]}]
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kubedaq-policy-");

    [Fact]
    public async Task The_command_that_explain_prints_lets_the_pod_in()
    {
        TestCluster.NeedsKubectl();
        var ns = await GovernedAsync("explain");
        var denied = await EventuallyAsync(2, "explain", "-f", await FileAsync(Pod), "-n", ns);
        var command = denied.Out.Split('\n').Select(line => line.Trim()).Single(line => line.StartsWith("kubectl create rolebinding", StringComparison.Ordinal));
        Assert.Contains($"not granted to {ns}/b", denied.Out);
        Assert.Contains("--clusterrole=kubedaq-use-daq-network", command);

        (await cluster.KubectlAsync(command.Split(' ')[1..])).Succeeded();
        Assert.StartsWith("Pod reader: admitted by daq-network", (await EventuallyAsync(0, "explain", "-f", await FileAsync(Pod), "-n", ns)).Out);
        var who = await cluster.KubedaqAsync("policy", "who-can", "daq-network", "-o", "json");
        Assert.Contains(JsonNode.Parse(who.Succeeded().Out)!.AsArray(), grant => grant!["name"]!.ToString() == $"{ns}/b" && grant["namespace"]!.ToString() == ns);
    }

    [Fact]
    public async Task A_pod_that_runs_is_found_before_it_would_be_denied()
    {
        TestCluster.NeedsKubectl();
        var ns = await cluster.NamespaceAsync("check");
        (await cluster.KubectlAsync("create", "serviceaccount", "b", "-n", ns)).Succeeded();
        (await cluster.KubectlWithInputAsync(Pod, "apply", "-n", ns, "-f", "-")).Succeeded();
        Assert.Matches($"{ns} +reader +b +denied +- +use of daq-network", (await EventuallyAsync(2, "check", "-n", ns, "--ungoverned")).Out);

        await GovernAsync(ns);
        (await cluster.KubedaqAsync("policy", "grant", "daq-network", "--to", $"{ns}:b")).Succeeded();
        Assert.Matches($"{ns} +reader +b +admitted +daq-network", (await EventuallyAsync(0, "check", "-n", ns)).Out);
    }

    [Fact]
    public async Task A_converted_policy_grants_what_it_granted_before()
    {
        TestCluster.NeedsKubectl();
        var ns = await cluster.NamespaceAsync("convert");
        var made = (await cluster.KubedaqAsync("policy", "convert", await FileAsync(OldPolicy(ns)))).Succeeded();
        Assert.Contains("spec.runAsUser: was MustRunAsNonRoot", made.Err);
        try
        {
            (await cluster.KubectlWithInputAsync(made.Out, "apply", "-f", "-")).Succeeded();
            var pod = await FileAsync(Pod.Replace("hostNetwork", "hostPID", StringComparison.Ordinal));
            Assert.StartsWith($"Pod reader: admitted by {ns}", (await EventuallyAsync(0, "explain", "-f", pod, "--as", $"{ns}:b")).Out);
            await EventuallyAsync(2, "explain", "-f", pod, "--as", $"{ns}:c");
        }
        finally
        {
            await cluster.KubectlAsync("delete", "hostaccesspolicy", ns, "--ignore-not-found");
        }
    }

    [Fact]
    public async Task Who_may_not_ask_for_others_is_told_so()
    {
        TestCluster.NeedsKubectl();
        var ns = await GovernedAsync("ask");
        (await cluster.KubectlAsync("create", "clusterrolebinding", ns, "--clusterrole=kubedaq-viewer", $"--serviceaccount={ns}:b")).Succeeded();
        try
        {
            var token = (await cluster.KubectlAsync("create", "token", "b", "-n", ns)).Succeeded().Out;
            var config = JsonNode.Parse((await cluster.KubectlAsync("config", "view", "--raw", "--minify", "-o", "json")).Succeeded().Out)!;
            config["users"]![0]!["user"] = new JsonObject { ["token"] = token };
            var refused = await cluster.KubedaqAsync("policy", "explain", "-f", await FileAsync(Pod), "-n", ns, "--kubeconfig", await FileAsync(config.ToJsonString()));
            Assert.Equal(1, refused.ExitCode);
            Assert.Contains("create on subjectaccessreviews.authorization.k8s.io", refused.Err);
        }
        finally
        {
            await cluster.KubectlAsync("delete", "clusterrolebinding", ns);
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string OldPolicy(string ns) =>
        $$$"""
        apiVersion: policy/v1beta1
        kind: PodSecurityPolicy
        metadata: {name: {{{ns}}}}
        spec: {hostPID: true, volumes: ["*"], runAsUser: {rule: MustRunAsNonRoot}}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: old, namespace: {{{ns}}}}
        rules: [{apiGroups: [policy], resources: [podsecuritypolicies], resourceNames: [{{{ns}}}], verbs: [use]}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: old, namespace: {{{ns}}}}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: old}
        subjects: [{kind: ServiceAccount, name: b, namespace: {{{ns}}}}]
        """;

    /// <summary>The operator compiles, and a cluster's authorizer learns of bindings, a moment after they are written.</summary>
    private Task<Command> EventuallyAsync(int code, params string[] words) =>
        Eventually.Async(() => cluster.KubedaqAsync(["policy", .. words]), command => command.ExitCode == code, $"policy {string.Join(' ', words)} ends with {code}");

    private async Task<string> GovernedAsync(string purpose)
    {
        var ns = await cluster.NamespaceAsync(purpose);
        (await cluster.KubectlAsync("create", "serviceaccount", "b", "-n", ns)).Succeeded();
        await GovernAsync(ns);
        return ns;
    }

    private async Task GovernAsync(string ns) => (await cluster.KubectlAsync("label", "namespace", ns, "dune.daq/host-access=governed")).Succeeded();

    private async Task<string> FileAsync(string text)
    {
        var file = Path.Combine(_folder.FullName, $"{Guid.NewGuid():N}.yaml");
        await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
        return file;
    }
}

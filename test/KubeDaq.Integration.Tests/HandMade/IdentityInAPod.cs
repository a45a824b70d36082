using KubeDaq.Integration.Tests.Clusters;

namespace KubeDaq.Integration.Tests.HandMade;

/// <summary>What a process in a pod is, seen with unmodified clients: curl and the official Python client.</summary>
public sealed class IdentityInAPod(TestCluster cluster) : IAsyncLifetime
{
    private const string Folder = "/var/run/secrets/kubernetes.io/serviceaccount";
    private const string Python = "/usr/bin/python3";
    private string _ns = "";

    public async ValueTask InitializeAsync()
    {
        TestCluster.NeedsKubectl();
        TestCluster.NeedsProcesses();
        _ns = await cluster.NamespaceAsync("identity");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Without_a_token_curl_is_anonymous_and_forbidden()
    {
        var said = await RunAsync("anonymous", $"curl -s --cacert {Folder}/ca.crt https://$KUBERNETES_SERVICE_HOST:$KUBERNETES_SERVICE_PORT/api/v1");
        Assert.Contains("\"code\":403", said.Replace(" ", "", StringComparison.Ordinal));
        Assert.Contains("forbidden: User \\\"system:anonymous\\\" cannot get path \\\"/api/v1\\\"", said);
    }

    [Fact]
    public async Task With_its_token_curl_gets_the_list_of_resources()
    {
        var said = await RunAsync("known",
            $"curl -s --cacert {Folder}/ca.crt -H \"Authorization: Bearer $(cat {Folder}/token)\" https://$KUBERNETES_SERVICE_HOST:$KUBERNETES_SERVICE_PORT/api/v1");
        Assert.Contains("APIResourceList", said);
    }

    [Fact]
    public async Task The_official_Python_client_lists_what_its_role_allows_and_nothing_else()
    {
        var present = File.Exists(Python) && (await Command.RunAsync(Python, ["-c", "import kubernetes"])).ExitCode == 0;
        Assert.SkipUnless(present, "needs Debian's python3-kubernetes");
        (await KubectlAsync("create", "role", "reader", "--verb=list", "--resource=configmaps")).Succeeded();
        (await KubectlAsync("create", "rolebinding", "reader", "--role=reader", $"--serviceaccount={_ns}:default")).Succeeded();

        var said = await RunAsync("python", "python", [Python, "-c", $"""
            from kubernetes import client, config
            config.load_incluster_config()
            core = client.CoreV1Api()
            print([c.metadata.name for c in core.list_namespaced_config_map("{_ns}").items])
            try:
                core.list_namespaced_secret("{_ns}")
            except client.exceptions.ApiException as e:
                print(e.status)
            """]);

        Assert.Equal("['kube-root-ca.crt']\n403\n", said);
    }

    private Task<string> RunAsync(string name, string script) => RunAsync(name, name, ["sh", "-c", script]);

    private async Task<string> RunAsync(string name, string container, string[] command)
    {
        var pod = new
        {
            apiVersion = "v1",
            kind = "Pod",
            metadata = new { name },
            spec = new { restartPolicy = "Never", containers = new[] { new { name = container, image = "none", command } } },
        };
        (await cluster.KubectlWithInputAsync(System.Text.Json.JsonSerializer.Serialize(pod), "create", "-n", _ns, "-f", "-")).Succeeded();
        await Eventually.Async(
            async () => (await KubectlAsync("get", "pod", name, "-o", "jsonpath={.status.phase}")).Out,
            phase => phase is "Succeeded" or "Failed", $"pod {name} ends");
        return (await KubectlAsync("logs", name)).Succeeded().Out;
    }

    private Task<Command> KubectlAsync(params string[] arguments) => cluster.KubectlAsync(["-n", _ns, .. arguments]);
}

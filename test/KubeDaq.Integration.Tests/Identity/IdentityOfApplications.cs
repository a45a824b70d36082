using System.Text.Json.Nodes;
using KubeDaq.Integration.Tests.Clusters;
using static KubeDaq.Integration.Tests.Partitions.PartitionManifest;

namespace KubeDaq.Integration.Tests.Identity;

/// <summary>What an application of a partition is to the cluster, seen with unmodified clients in its pod.</summary>
public sealed class IdentityOfApplications(TestCluster cluster) : IAsyncLifetime
{
    private const string Folder = "/var/run/secrets/kubernetes.io/serviceaccount";
    private const string Name = "coldbox";
    private const string Api = "https://$KUBERNETES_SERVICE_HOST:$KUBERNETES_SERVICE_PORT";
    private string _ns = "";

    public async ValueTask InitializeAsync()
    {
        TestCluster.NeedsKubectl();
        TestCluster.NeedsProcesses();
        _ns = await cluster.NamespaceAsync("applications");
    }

    public async ValueTask DisposeAsync() => await KubectlAsync("delete", "partition", Name, "--ignore-not-found", "--wait=false");

    [Fact]
    public async Task Curl_reads_its_own_partition_and_endpoints_and_nothing_else()
    {
        var said = await RunAsync($$"""
            ask() { curl -s -o /dev/null -w '%{http_code} ' --cacert {{Folder}}/ca.crt -H "Authorization: Bearer $(cat {{Folder}}/token)" {{Api}}$1; }
            ask /apis/dune.daq/v1alpha1/namespaces/{{_ns}}/partitions/{{Name}}
            ask /apis/discovery.k8s.io/v1/namespaces/{{_ns}}/endpointslices
            ask /apis/dune.daq/v1alpha1/namespaces/{{_ns}}/partitions
            ask /apis/dune.daq/v1alpha1/namespaces/default/partitions/{{Name}}
            ask /api/v1/namespaces/{{_ns}}/secrets
            ask /api/v1/namespaces/{{_ns}}/pods
            """);
        Assert.Equal("200 200 403 403 403 403 ", said);
    }

    [Fact]
    public async Task The_official_Python_client_reads_its_own_partition()
    {
        const string python = "/usr/bin/python3";
        Assert.SkipUnless(File.Exists(python) && (await Command.RunAsync(python, ["-c", "import kubernetes"])).ExitCode == 0, "needs Debian's python3-kubernetes");
        var said = await RunAsync($"""
            {python} - <<'END'
            from kubernetes import client, config
            config.load_incluster_config()
            partition = client.CustomObjectsApi().get_namespaced_custom_object("dune.daq", "v1alpha1", "{_ns}", "partitions", "{Name}")
            print(partition["metadata"]["name"])
            END
            """);
        Assert.Equal($"{Name}\n", said);
    }

    [Fact]
    public async Task Whoami_in_a_pod_names_account_pod_and_host()
    {
        var told = JsonNode.Parse(await RunAsync("kubedaq whoami -o json"))!;
        Assert.Equal($"system:serviceaccount:{_ns}:{Name}", told["user"]!.GetValue<string>());
        Assert.StartsWith($"{Name}-main", told["extra"]!["authentication.kubernetes.io/pod-name"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.InRange(told["credential"]!["expires"]!.GetValue<DateTimeOffset>() - TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(55), TimeSpan.FromMinutes(61));
        Assert.Equal(["get", "list", "watch"], told["rights"]![0]!["verbs"]!.AsArray().Select(verb => verb!.GetValue<string>()));
        Assert.Equal(Name, told["rights"]![0]!["names"]![0]!.GetValue<string>());
    }

    [Fact]
    public async Task Without_automount_there_is_no_token_and_the_error_says_so()
    {
        var said = await RunAsync("ls -d /var/run/secrets/kubernetes.io 2>&1; kubedaq whoami 2>&1", automount: false);
        Assert.Contains("No such file or directory", said);
        Assert.Contains($"the file {Folder}/token does not exist", said);
    }

    [Fact]
    public async Task An_account_of_the_users_own_has_a_token_of_an_hour_too_and_none_where_it_wants_none()
    {
        (await KubectlAsync("create", "serviceaccount", "run-control")).Succeeded();
        var told = JsonNode.Parse(await RunAsync("kubedaq whoami -o json", account: "run-control"))!;
        Assert.Equal($"system:serviceaccount:{_ns}:run-control", told["user"]!.GetValue<string>());
        Assert.InRange(told["credential"]!["expires"]!.GetValue<DateTimeOffset>() - TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(55), TimeSpan.FromMinutes(61));

        (await KubectlAsync("delete", "partition", Name)).Succeeded();
        (await KubectlAsync("patch", "serviceaccount", "run-control", "-p", """{"automountServiceAccountToken": false}""")).Succeeded();
        Assert.Contains("No such file or directory", await RunAsync("ls -d /var/run/secrets/kubernetes.io 2>&1; true", account: "run-control"));
    }

    private async Task<string> RunAsync(string script, bool automount = true, string? account = null)
    {
        var application = Application("main", command: script);
        var spec = application["template"]!["spec"]!.AsObject();
        spec["restartPolicy"] = "Never";
        if (!automount) spec["automountServiceAccountToken"] = false;
        var partition = Of(Name, application);
        if (account is not null) partition.With("serviceAccountName", account);
        (await cluster.KubectlWithInputAsync(partition.ToJsonString(), "create", "-n", _ns, "-f", "-")).Succeeded();
        var pods = new[] { "get", "pods", "-l", $"dune.daq/partition={Name}", "-o" };
        await Eventually.Async(
            async () => (await KubectlAsync([.. pods, "jsonpath={.items[*].status.phase}"])).Out, phase => phase is "Succeeded" or "Failed", "the application ends", 60);
        var pod = (await KubectlAsync([.. pods, "jsonpath={.items[0].metadata.name}"])).Succeeded().Out;
        return (await KubectlAsync("logs", pod)).Succeeded().Out;
    }

    private Task<Command> KubectlAsync(params string[] arguments) => cluster.KubectlAsync(["-n", _ns, .. arguments]);
}

using System.Text.Json.Nodes;

[assembly: AssemblyFixture(typeof(KubeDaq.Integration.Tests.Clusters.TestCluster))]

namespace KubeDaq.Integration.Tests.Clusters;

/// <summary>
/// The cluster of a test run: a sandbox with its operator, or the one that KUBEDAQ_TEST_KUBECONFIG names, with simulated hosts and an
/// operator beside it.
/// </summary>
public sealed class TestCluster : IAsyncLifetime
{
    private static readonly string? Given = System.Environment.GetEnvironmentVariable("KUBEDAQ_TEST_KUBECONFIG");
    private readonly List<string> _namespaces = [];
    private IAsyncDisposable? _running;

    /// <summary>Path of an administrator's kubeconfig.</summary>
    public string Kubeconfig { get; private set; } = "";

    /// <summary>Whether pods are real local processes here.</summary>
    public static bool HasProcesses => Given is null;

    public async ValueTask InitializeAsync()
    {
        if (Given is not null)
        {
            Kubeconfig = Given;
            _running = await GivenCluster.StartAsync(Given);
            return;
        }

        var sandbox = await SandboxProcess.StartAsync();
        Kubeconfig = sandbox.Kubeconfig;
        _running = sandbox;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var name in _namespaces) await KubectlAsync("delete", "namespace", name, "--ignore-not-found", "--wait=false");
        if (_running is not null) await _running.DisposeAsync();
    }

    /// <summary>Skips a test that needs pods to run.</summary>
    internal static void NeedsProcesses() =>
        Assert.SkipUnless(HasProcesses, "needs pods that are local processes; KUBEDAQ_TEST_KUBECONFIG names a cluster without them");

    /// <summary>Skips a test of expressions that only a kube-apiserver evaluates.</summary>
    internal static void NeedsCompiledPolicies() =>
        Assert.SkipWhen(HasProcesses, "needs a kube-apiserver, which KUBEDAQ_TEST_KUBECONFIG would name: the sandbox judges pods without CEL");

    /// <summary>Skips a test that needs kubectl.</summary>
    internal static void NeedsKubectl() =>
        Assert.SkipWhen(Executables.Kubectl is null, "needs kubectl (1.32 to 1.36) on the PATH");

    /// <summary>Makes a namespace that goes with the run.</summary>
    internal async Task<string> NamespaceAsync(string purpose)
    {
        var name = $"{purpose}-{Guid.NewGuid():N}"[..(purpose.Length + 7)];
        (await KubectlAsync("create", "namespace", name)).Succeeded();
        lock (_namespaces) _namespaces.Add(name);
        return name;
    }

    /// <summary>Runs the real kubectl against the cluster.</summary>
    internal Task<Command> KubectlAsync(params string[] arguments) => KubectlWithInputAsync(null, arguments);

    /// <summary>Has the operator run with other options than those of its Deployment, or without any with those alone.</summary>
    internal async Task RestartOperatorAsync(params string[] options)
    {
        if (_running is GivenCluster given)
        {
            await given.RestartOperatorAsync(options);
            return;
        }

        const string path = "apis/apps/v1/namespaces/kubedaq-system/deployments/kubedaq-operator";
        using var api = new ApiServer(Kubeconfig);
        var args = (await api.GetAsync(path))!["spec"]!["template"]!["spec"]!["containers"]![0]!["args"]!.AsArray()
            .Select(argument => argument!.GetValue<string>()).Where(argument => !argument.StartsWith("--host-access-mode", StringComparison.Ordinal));
        var value = new JsonArray([.. args.Concat(options).Select(argument => (JsonNode)argument)]);
        var patch = new JsonArray(new JsonObject { ["op"] = "replace", ["path"] = "/spec/template/spec/containers/0/args", ["value"] = value });
        var answer = await api.TryAsync(HttpMethod.Patch, path, patch, "application/json-patch+json");
        Assert.True(answer.Ok, answer.Message);
        (await KubectlAsync("-n", "kubedaq-system", "rollout", "status", "deployment/kubedaq-operator", "--timeout=60s")).Succeeded();
    }

    internal Task<Command> KubectlWithInputAsync(string? input, params string[] arguments) =>
        Command.RunAsync(Executables.Kubectl ?? throw new InvalidOperationException("no kubectl"), arguments, input, Environment());

    /// <summary>Runs kubedaq against the cluster.</summary>
    internal Task<Command> KubedaqAsync(params string[] arguments) =>
        Command.RunAsync(Executables.Kubedaq, arguments, null, Environment());

    /// <summary>Calls the API with curl and the administrator's certificate.</summary>
    internal async Task<Command> CurlAsync(string path, params string[] options)
    {
        var folder = Directory.CreateTempSubdirectory("kubedaq-curl-");
        try
        {
            async Task<string> FileAsync(string name, string jsonPath)
            {
                var file = Path.Combine(folder.FullName, name);
                var value = (await KubectlAsync("config", "view", "--raw", "-o", $"jsonpath={{{jsonPath}}}")).Succeeded().Out;
                await File.WriteAllBytesAsync(file, Convert.FromBase64String(value));
                return file;
            }

            var server = (await KubectlAsync("config", "view", "-o", "jsonpath={.clusters[0].cluster.server}")).Succeeded().Out;
            return await Command.RunAsync("curl",
            [
                "--silent", "--show-error",
                "--cacert", await FileAsync("ca.crt", ".clusters[0].cluster.certificate-authority-data"),
                "--cert", await FileAsync("client.crt", ".users[0].user.client-certificate-data"),
                "--key", await FileAsync("client.key", ".users[0].user.client-key-data"),
                .. options, server + path,
            ]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private Dictionary<string, string> Environment() => new() { ["KUBECONFIG"] = Kubeconfig, ["NO_COLOR"] = "1" };
}

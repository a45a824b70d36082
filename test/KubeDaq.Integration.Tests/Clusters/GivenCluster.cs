using System.Diagnostics;
using System.Text.Json.Nodes;

namespace KubeDaq.Integration.Tests.Clusters;

/// <summary>
/// What a given cluster lacks for the tests: the kinds and roles of deploy/, hosts with cards (simulated), and an operator, which runs beside the
/// cluster but as its own service account, so that its roles are tried too.
/// </summary>
internal sealed class GivenCluster : IAsyncDisposable
{
    private const string SystemNamespace = "kubedaq-system";
    private readonly string _kubeconfig;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kubedaq-given-");
    private readonly ApiServer _api;
    private SimulatedHosts? _hosts;
    private Process? _operator;

    private GivenCluster(string kubeconfig)
    {
        _kubeconfig = kubeconfig;
        _api = new ApiServer(kubeconfig);
    }

    public static async Task<GivenCluster> StartAsync(string kubeconfig)
    {
        var given = new GivenCluster(kubeconfig);
        var deploy = Path.Combine(Executables.Root, "deploy");
        (await given.KubectlAsync("apply", "-f", Path.Combine(deploy, "crds"))).Succeeded();
        (await given.KubectlAsync("wait", "--for=condition=Established", "-f", Path.Combine(deploy, "crds"), "--timeout=30s")).Succeeded();
        (await given.KubectlAsync("apply", "-f", deploy)).Succeeded();
        (await given.KubectlAsync("-n", SystemNamespace, "scale", "deployment", "--all", "--replicas=0")).Succeeded();
        // Its hosts are simulated: there is nothing on them for an agent to find.
        (await given.KubectlAsync("delete", "daemonset", "--all-namespaces", "-l", "app.kubernetes.io/part-of=kubedaq")).Succeeded();
        given._hosts = await SimulatedHosts.StartAsync(given._api);
        given._operator = await given.StartOperatorAsync();
        return given;
    }

    /// <summary>Ends the operator and starts one with other options.</summary>
    public async Task RestartOperatorAsync(params string[] options)
    {
        _operator?.Kill();
        _operator?.Dispose();
        _operator = await StartOperatorAsync(options);
    }

    public async ValueTask DisposeAsync()
    {
        _operator?.Kill();
        _operator?.Dispose();
        if (_hosts is not null) await _hosts.DisposeAsync();
        _api.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task<Process> StartOperatorAsync(params string[] options)
    {
        var token = (await KubectlAsync("-n", SystemNamespace, "create", "token", "kubedaq-operator", "--duration=2h")).Succeeded().Out;
        var config = JsonNode.Parse((await KubectlAsync("config", "view", "--raw", "--minify", "-o", "json")).Succeeded().Out)!;
        config["users"]![0]!["user"] = new JsonObject { ["token"] = token };
        var file = Path.Combine(_folder.FullName, "operator.kubeconfig");
        await File.WriteAllTextAsync(file, config.ToJsonString());
        return OperatorProcess.Start(file, Path.Combine(_folder.FullName, "operator.log"), options);
    }

    private Task<Command> KubectlAsync(params string[] arguments) =>
        Command.RunAsync(
            Executables.Kubectl ?? throw new InvalidOperationException("a given cluster needs kubectl on the PATH"), arguments,
            environment: new Dictionary<string, string> { ["KUBECONFIG"] = _kubeconfig });
}

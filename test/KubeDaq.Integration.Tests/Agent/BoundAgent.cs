using System.Text.Json.Nodes;
using KubeDaq.Integration.Tests.Clusters;

namespace KubeDaq.Integration.Tests.Agent;

/// <summary>A host with a card and its agent, which speaks to the API server as its service account on that host and nothing more.</summary>
internal sealed class BoundAgent : IAsyncDisposable
{
    private const string Daq = "apis/dune.daq/v1alpha1";
    private readonly string _folder = Directory.CreateTempSubdirectory("daq-").FullName;
    private readonly ApiServer _admin;
    private AgentProcess? _agent;

    private BoundAgent(ApiServer admin)
    {
        _admin = admin;
        Name = $"bound-{Guid.NewGuid():N}"[..14];
        Tree = new HostTree(Path.Combine(_folder, "root"));
    }

    public string Name { get; }

    public HostTree Tree { get; }

    /// <summary>The API as the agent's account, with a token that is bound to this host.</summary>
    public ApiServer Api { get; private set; } = null!;

    /// <summary>What it shows as proof of who it is.</summary>
    public string Token { get; private set; } = "";

    public string Log => _agent?.Log ?? "";

    private string Kubeconfig => Path.Combine(_folder, "kubeconfig");

    /// <summary>Makes the node and the token; no agent yet.</summary>
    public static async Task<BoundAgent> MakeAsync(TestCluster cluster, ApiServer admin)
    {
        var made = new BoundAgent(admin);
        await admin.CreateAsync("api/v1/nodes", new JsonObject { ["metadata"] = new JsonObject { ["name"] = made.Name, ["labels"] = new JsonObject { ["kubernetes.io/hostname"] = made.Name } } });
        var request = JsonNode.Parse($$$"""{"spec": {"expirationSeconds": 3600, "boundObjectRef": {"apiVersion": "v1", "kind": "Node", "name": "{{{made.Name}}}"} } }""")!;
        var answer = await admin.CreateAsync("api/v1/namespaces/kubedaq-agent/serviceaccounts/kubedaq-agent/token", request);
        made.Token = answer["status"]!["token"]!.GetValue<string>();
        await made.WriteKubeconfigAsync(cluster, made.Token);
        made.Api = new ApiServer(made.Kubeconfig);
        return made;
    }

    /// <summary>Starts the agent anew under a name for its card.</summary>
    public void Start(string card)
    {
        _agent?.Dispose();
        var configuration = Path.Combine(_folder, "agent.yaml");
        File.WriteAllText(configuration, $"intervalSeconds: 1\ncards:\n- {{name: {card}, pciAddress: \"{HostTree.PciAddress}\", labels: {{detector: apa}}}}\n");
        _agent = AgentProcess.Start(
            "--node-name", Name, "--host-root", Path.Combine(_folder, "root"), "--kubelet-root", Path.Combine(_folder, "kubelet"), "--state", Path.Combine(_folder, "state"),
            "--config", configuration, "--kubeconfig", Kubeconfig, "--mode", "NodeStatus");
    }

    /// <summary>Waits for a condition of the card or the host; fails with what the agent said.</summary>
    public async Task UntilConditionAsync(string path, string type, string status, string reason)
    {
        try
        {
            await Eventually.Async(async () => Condition(await _admin.GetAsync($"{Daq}/{path}"), type), c => c == $"{status} {reason}", $"{path} is {type}={status} {reason}", 40);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message}; the agent says:\n{Log}", late);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _agent?.Dispose();
        Api.Dispose();
        await _admin.DeleteAsync($"{Daq}/daqhosts/{Name}");
        await _admin.DeleteAsync($"api/v1/nodes/{Name}");
        Directory.Delete(_folder, recursive: true);
    }

    private static string? Condition(JsonObject? value, string type)
    {
        var found = value?["status"]?["conditions"]?.AsArray().FirstOrDefault(c => (string?)c!["type"] == type);
        return found is null ? null : $"{found["status"]} {found["reason"]}";
    }

    private async Task WriteKubeconfigAsync(TestCluster cluster, string token)
    {
        var config = JsonNode.Parse((await cluster.KubectlAsync("config", "view", "--raw", "--minify", "-o", "json")).Succeeded().Out)!;
        config["users"]![0]!["user"] = new JsonObject { ["token"] = token };
        await File.WriteAllTextAsync(Kubeconfig, config.ToJsonString());
    }
}

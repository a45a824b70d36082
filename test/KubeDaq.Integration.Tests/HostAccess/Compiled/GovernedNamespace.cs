using System.Text.Json.Nodes;
using KubeDaq.Api.HostAccess;
using KubeDaq.Api.HostAccess.Compiling;
using KubeDaq.Api.Meta;
using KubeDaq.Integration.Tests.Clusters;

namespace KubeDaq.Integration.Tests.HostAccess.Compiled;

/// <summary>
/// A namespace with service accounts and a compiled policy of its own, so that no other test's policies count in it: the compiled objects get other
/// names and another value of the namespaces' label, and are else what the operator writes.
/// </summary>
internal sealed class GovernedNamespace : IAsyncDisposable
{
    private const string Rbac = "apis/rbac.authorization.k8s.io/v1/namespaces";
    private const string Admission = "apis/admissionregistration.k8s.io/v1";
    private readonly ApiServer _api;
    private int _sets;

    private GovernedNamespace(ApiServer api, string name) => (_api, Name) = (api, name);

    public string Name { get; }

    public string Pods => $"api/v1/namespaces/{Name}/pods";

    /// <param name="cluster">Where it is made.</param>
    /// <param name="accounts">The policies that each service account may use.</param>
    public static async Task<GovernedNamespace> MakeAsync(TestCluster cluster, IReadOnlyDictionary<string, string[]> accounts)
    {
        var api = new ApiServer(cluster.Kubeconfig);
        var name = await cluster.NamespaceAsync("hap");
        await api.MergePatchAsync($"api/v1/namespaces/{name}", new JsonObject { ["metadata"] = new JsonObject { ["labels"] = new JsonObject { [HostAccessNames.NamespaceLabel] = name } } });
        var made = new GovernedNamespace(api, name);
        foreach (var (account, policies) in accounts)
            await made.MakeAccountAsync(account, policies);
        await Eventually.Async(() => api.GetAsync($"api/v1/namespaces/{name}/serviceaccounts/default"), account => account is not null, "the default service account");
        return made;
    }

    /// <summary>Puts a set in force, and waits until the API server judges by it; the set, with a policy more that marks it.</summary>
    public async Task<IReadOnlyList<HostAccessPolicy>> EnforceAsync(IReadOnlyList<HostAccessPolicy> policies, Action<JsonObject>? change = null)
    {
        var mark = $"kernel.mark-{++_sets}";
        var marker = new HostAccessPolicy { Metadata = new ObjectMeta { Name = "marker" }, Spec = new HostAccessPolicySpec { Sysctls = [mark] } };
        IReadOnlyList<HostAccessPolicy> set = [.. policies, marker];
        var compilation = HostAccessCompiler.Compile(set, HostAccessMode.Deny, new Dictionary<string, string>());
        Assert.Null(compilation.Refusal);
        foreach (var value in compilation.Objects.Take(2))
        {
            if (change is not null && (string?)value["kind"] == "ValidatingAdmissionPolicy")
                change(value);
            await ApplyAsync(value);
        }
        var pod = Minimal(new JsonObject { ["securityContext"] = new JsonObject { ["sysctls"] = new JsonArray(new JsonObject { ["name"] = mark, ["value"] = "1" }) } });
        await Eventually.Async(() => CreateAsync(pod), answer => answer.Message.Contains("It would be admitted with: marker", StringComparison.Ordinal), "the new set judges");
        return set;
    }

    /// <summary>What the API server would say to a pod; nothing is made.</summary>
    public Task<ApiAnswer> CreateAsync(JsonObject pod) => _api.TryAsync(HttpMethod.Post, $"{Pods}?dryRun=All", pod);

    /// <summary>A pod of one container, with some more fields in its spec.</summary>
    public static JsonObject Minimal(JsonObject spec, string name = "pod")
    {
        spec["containers"] ??= new JsonArray(new JsonObject { ["name"] = "c", ["image"] = "registry/readout:v5" });
        return new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Pod", ["metadata"] = new JsonObject { ["name"] = name }, ["spec"] = spec };
    }

    public async ValueTask DisposeAsync()
    {
        await _api.DeleteAsync($"{Admission}/validatingadmissionpolicybindings/{Name}");
        await _api.DeleteAsync($"{Admission}/validatingadmissionpolicies/{Name}");
        _api.Dispose();
    }

    private Task<JsonObject> ApplyAsync(JsonObject value)
    {
        var isBinding = (string?)value["kind"] == "ValidatingAdmissionPolicyBinding";
        value["metadata"]!["name"] = Name;
        if (isBinding)
        {
            value["spec"]!["policyName"] = Name;
            value["spec"]!["matchResources"]!["namespaceSelector"]!["matchLabels"]![HostAccessNames.NamespaceLabel] = Name;
        }
        return _api.ApplyAsync($"{Admission}/validatingadmissionpolic{(isBinding ? "ybindings" : "ies")}/{Name}", value);
    }

    private async Task MakeAccountAsync(string account, string[] policies)
    {
        await _api.CreateAsync($"api/v1/namespaces/{Name}/serviceaccounts", new JsonObject { ["metadata"] = new JsonObject { ["name"] = account } });
        if (policies.Length == 0)
            return;
        var rule = new JsonObject
        {
            ["apiGroups"] = new JsonArray("dune.daq"), ["resources"] = new JsonArray("hostaccesspolicies"), ["verbs"] = new JsonArray("use"),
            ["resourceNames"] = new JsonArray([.. policies.Select(policy => (JsonNode)policy)]),
        };
        await _api.CreateAsync($"{Rbac}/{Name}/roles", new JsonObject { ["metadata"] = new JsonObject { ["name"] = account }, ["rules"] = new JsonArray(rule) });
        await _api.CreateAsync($"{Rbac}/{Name}/rolebindings", new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = account },
            ["roleRef"] = new JsonObject { ["apiGroup"] = "rbac.authorization.k8s.io", ["kind"] = "Role", ["name"] = account },
            ["subjects"] = new JsonArray(new JsonObject { ["kind"] = "ServiceAccount", ["name"] = account, ["namespace"] = Name }),
        });
    }
}

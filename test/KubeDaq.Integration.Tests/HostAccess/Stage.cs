using System.Text.Json.Nodes;
using KubeDaq.Api.HostAccess;
using KubeDaq.Integration.Tests.Clusters;

namespace KubeDaq.Integration.Tests.HostAccess;

/// <summary>A governed namespace with the service accounts a and b, and policies that go with the test.</summary>
internal sealed class Stage : IAsyncDisposable
{
    public const string Policies = "apis/dune.daq/v1alpha1/hostaccesspolicies";
    public const string Rbac = "apis/rbac.authorization.k8s.io/v1";
    private readonly List<string> _policies = [];

    private Stage(TestCluster cluster, string ns)
    {
        (Cluster, Ns) = (cluster, ns);
        Api = new ApiServer(cluster.Kubeconfig);
    }

    public TestCluster Cluster { get; }

    public ApiServer Api { get; }

    public string Ns { get; }

    public string Pods => $"api/v1/namespaces/{Ns}/pods";

    public static async Task<Stage> SetAsync(TestCluster cluster)
    {
        TestCluster.NeedsKubectl();
        var stage = new Stage(cluster, await cluster.NamespaceAsync("access"));
        await stage.Api.MergePatchAsync($"api/v1/namespaces/{stage.Ns}", new JsonObject
        {
            ["metadata"] = new JsonObject { ["labels"] = new JsonObject { [HostAccessNames.NamespaceLabel] = HostAccessNames.Governed } },
        });
        foreach (var account in new[] { "a", "b" })
            await stage.Api.CreateAsync($"api/v1/namespaces/{stage.Ns}/serviceaccounts", new JsonObject { ["metadata"] = new JsonObject { ["name"] = account } });
        return stage;
    }

    /// <summary>Makes a policy; its name is the test's own.</summary>
    public async Task<string> PolicyAsync(string purpose, JsonObject spec, bool enforced = true)
    {
        var name = $"{purpose}-{Ns}";
        _policies.Add(name);
        await Api.CreateAsync(Policies, new JsonObject
        {
            ["apiVersion"] = "dune.daq/v1alpha1", ["kind"] = "HostAccessPolicy", ["metadata"] = new JsonObject { ["name"] = name }, ["spec"] = spec,
        });
        if (enforced)
            await ConditionAsync(name, "Enforced", "Enforced");
        return name;
    }

    /// <summary>Waits until a condition of a policy, about its newest generation, has a reason.</summary>
    public async Task<JsonNode> ConditionAsync(string policy, string type, string reason)
    {
        var seen = await Eventually.Async(
            async () => await Api.GetAsync($"{Policies}/{policy}"),
            value => Condition(value, type) is { } condition && (string?)condition["reason"] == reason
                && (long?)condition["observedGeneration"] == (long?)value!["metadata"]!["generation"],
            $"{policy} is {type} with reason {reason}");
        return Condition(seen, type)!;
    }

    /// <summary>Lets an account use a policy, by the role that the operator keeps for it.</summary>
    public Task GrantAsync(string account, string policy) => BindAsync($"{account}-{policy}", "ClusterRole", HostAccessNames.RolePrefix + policy, account);

    /// <summary>Lets an account use a card.</summary>
    public async Task GrantCardAsync(string account, string card)
    {
        await Api.CreateAsync($"{Rbac}/namespaces/{Ns}/roles", new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = $"use-{card}" },
            ["rules"] = new JsonArray(new JsonObject
            {
                ["apiGroups"] = new JsonArray("dune.daq"), ["resources"] = new JsonArray("readoutcards"), ["resourceNames"] = new JsonArray(card), ["verbs"] = new JsonArray("use"),
            }),
        });
        await BindAsync($"{account}-use-{card}", "Role", $"use-{card}", account);
    }

    public Task BindAsync(string name, string kind, string role, string subject, bool group = false) => Api.CreateAsync($"{Rbac}/namespaces/{Ns}/rolebindings", new JsonObject
    {
        ["metadata"] = new JsonObject { ["name"] = name },
        ["roleRef"] = new JsonObject { ["apiGroup"] = "rbac.authorization.k8s.io", ["kind"] = kind, ["name"] = role },
        ["subjects"] = new JsonArray(group
            ? new JsonObject { ["kind"] = "Group", ["apiGroup"] = "rbac.authorization.k8s.io", ["name"] = subject }
            : new JsonObject { ["kind"] = "ServiceAccount", ["name"] = subject, ["namespace"] = Ns }),
    });

    /// <summary>What the API server says to a pod; nothing is made.</summary>
    public Task<ApiAnswer> TryAsync(JsonObject pod) => Api.TryAsync(HttpMethod.Post, $"{Pods}?dryRun=All", pod);

    /// <summary>Waits until it says what is expected: it learns of policies and grants a moment after they are written.</summary>
    public Task<ApiAnswer> UntilAsync(JsonObject pod, Func<ApiAnswer, bool> expected, string what) => Eventually.Async(() => TryAsync(pod), expected, what);

    public Task<ApiAnswer> UntilDeniedAsync(JsonObject pod) => UntilAsync(pod, answer => answer.Code == 403 && answer.Message.Contains("denied request", StringComparison.Ordinal), "denied");

    public Task<ApiAnswer> UntilAdmittedAsync(JsonObject pod) => UntilAsync(pod, answer => answer.Ok, "admitted");

    /// <summary>A pod of one sleeping container, with some more fields in its spec.</summary>
    public static JsonObject Pod(string account, string more = "{}", string container = "{}")
    {
        var spec = JsonNode.Parse(more)!.AsObject();
        var main = JsonNode.Parse(container)!.AsObject();
        (main["name"], main["image"], main["command"]) = ("main", "none", new JsonArray("sleep", "600"));
        (spec["serviceAccountName"], spec["terminationGracePeriodSeconds"], spec["containers"]) = (account, 1, new JsonArray(main));
        return new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Pod", ["metadata"] = new JsonObject { ["name"] = "pod" }, ["spec"] = spec };
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var policy in _policies)
            await Api.DeleteAsync($"{Policies}/{policy}");
        Api.Dispose();
    }

    private static JsonNode? Condition(JsonNode? value, string type) =>
        (value?["status"]?["conditions"] as JsonArray)?.FirstOrDefault(condition => (string?)condition!["type"] == type);
}

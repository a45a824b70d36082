using System.Text.Json.Nodes;

namespace KubeDaq.Integration.Tests.Clusters;

/// <summary>One host of the test stand: its node with the lease that a kubelet keeps, and its DaqHost and ReadoutCards.</summary>
internal sealed class SimulatedHost(ApiServer api, string name, string[] cards, string address)
{
    private const string Group = "apis/dune.daq/v1alpha1";
    private const string Leases = "apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases";
    private string _uid = "";

    public string Name => name;

    public async Task AddAsync()
    {
        JsonObject capacity = new() { ["cpu"] = "64", ["memory"] = "256Gi", ["pods"] = "250", ["ephemeral-storage"] = "100Gi" };
        foreach (var card in cards) capacity[$"dune.daq/flxcard-{card}"] = "1";
        var node = await api.CreateAsync("api/v1/nodes", Named(name, ("kubernetes.io/hostname", name)));
        _uid = node["metadata"]!["uid"]!.GetValue<string>();
        await api.MergePatchAsync($"api/v1/nodes/{name}/status", Status(new JsonObject
        {
            ["capacity"] = capacity,
            ["allocatable"] = capacity.DeepClone(),
            ["addresses"] = new JsonArray(new JsonObject { ["type"] = "InternalIP", ["address"] = address }),
            ["conditions"] = new JsonArray(
                Condition("Ready", true), Condition("DiskPressure", false), Condition("MemoryPressure", false), Condition("PIDPressure", false)),
        }));
        await api.CreateAsync($"{Group}/daqhosts", OfKind("DaqHost", Named(name)));
        await api.MergePatchAsync($"{Group}/daqhosts/{name}/status", Status(new JsonObject
        {
            ["cards"] = new JsonArray([.. cards.Select(c => JsonValue.Create(c))]),
            ["networks"] = new JsonArray(new JsonObject { ["name"] = "daq", ["address"] = address }),
        }));
        foreach (var card in cards) await AddCardAsync(card);
    }

    public async Task RemoveAsync()
    {
        foreach (var card in cards) await api.DeleteAsync($"{Group}/readoutcards/{card}");
        await api.DeleteAsync($"{Group}/daqhosts/{name}");
        await api.DeleteAsync($"{Leases}/{name}");
        await api.DeleteAsync($"api/v1/nodes/{name}");
    }

    /// <summary>What a kubelet does again and again: renews its lease, and offers what somebody added to the node's capacity.</summary>
    public async Task BeatAsync()
    {
        var spec = new JsonObject
        {
            ["holderIdentity"] = name,
            ["leaseDurationSeconds"] = 40,
            ["renewTime"] = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ"),
        };
        if (await api.GetAsync($"{Leases}/{name}") is null) await api.CreateAsync(Leases, Lease(spec));
        else await api.MergePatchAsync($"{Leases}/{name}", new JsonObject { ["spec"] = spec });
        var status = (await api.GetAsync($"api/v1/nodes/{name}"))!["status"]!;
        if (!JsonNode.DeepEquals(status["capacity"], status["allocatable"]))
            await api.MergePatchAsync($"api/v1/nodes/{name}/status", Status(new JsonObject { ["allocatable"] = status["capacity"]!.DeepClone() }));
    }

    public static JsonObject Status(JsonObject status) => new() { ["status"] = status };

    public static JsonObject Condition(string type, bool holds) => new()
    {
        ["type"] = type, ["status"] = holds ? "True" : "False", ["reason"] = "Simulated", ["lastTransitionTime"] = Now(),
    };

    public static string Now() => TimeProvider.System.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ");

    private async Task AddCardAsync(string card)
    {
        var value = OfKind("ReadoutCard", Named(card, ("detector", "apa")));
        value["spec"] = new JsonObject
        {
            ["kind"] = "Felix", ["host"] = name, ["pciAddress"] = "0000:3b:00.0", ["devices"] = new JsonArray("/dev/flx0"),
        };
        await api.CreateAsync($"{Group}/readoutcards", value);
        await api.MergePatchAsync($"{Group}/readoutcards/{card}/status", Status(new JsonObject
        {
            ["health"] = "Healthy", ["resourceNames"] = new JsonArray($"dune.daq/flxcard-{card}"),
        }));
    }

    private JsonObject Lease(JsonObject spec)
    {
        var lease = Named(name);
        lease["metadata"]!["ownerReferences"] = new JsonArray(new JsonObject
        {
            ["apiVersion"] = "v1", ["kind"] = "Node", ["name"] = name, ["uid"] = _uid,
        });
        lease["spec"] = spec;
        return lease;
    }

    private static JsonObject Named(string name, params (string Key, string Value)[] labels) => new()
    {
        ["metadata"] = new JsonObject
        {
            ["name"] = name,
            ["labels"] = new JsonObject(labels.Select(l => KeyValuePair.Create(l.Key, (JsonNode?)l.Value))),
        },
    };

    private static JsonObject OfKind(string kind, JsonObject value)
    {
        value["apiVersion"] = "dune.daq/v1alpha1";
        value["kind"] = kind;
        return value;
    }
}

using System.Text.Json.Nodes;

namespace KubeDaq.Integration.Tests.Clusters;

/// <summary>
/// The small test stand of three hosts on a cluster without machines: nodes, cards, and for each pod bound to them what a kubelet would report.
/// </summary>
internal sealed class SimulatedHosts : IAsyncDisposable
{
    private static readonly (string Host, string[] Cards, string Address)[] Stand =
    [
        ("daq2", ["apa001"], "192.168.203.2"), ("daq6", ["apa002"], "192.168.203.6"), ("daq7", [], "192.168.203.7"),
    ];

    private const string Group = "apis/dune.daq/v1alpha1";
    private readonly ApiServer _api;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _running = [];

    private SimulatedHosts(ApiServer api) => _api = api;

    public static async Task<SimulatedHosts> StartAsync(ApiServer api)
    {
        var hosts = new SimulatedHosts(api);
        // A run that was killed may have left its own.
        await hosts.RemoveAsync();
        foreach (var (host, cards, address) in Stand) await hosts.AddAsync(host, cards, address);
        hosts._running.Add(hosts.BeatAsync());
        hosts._running.Add(hosts.RunPodsAsync());
        return hosts;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running.Select(async t =>
        {
            try { await t; } catch (OperationCanceledException) { }
        }));
        await RemoveAsync();
        _stop.Dispose();
    }

    private async Task RemoveAsync()
    {
        foreach (var (host, cards, _) in Stand)
        {
            foreach (var card in cards) await _api.DeleteAsync($"{Group}/readoutcards/{card}");
            await _api.DeleteAsync($"{Group}/daqhosts/{host}");
            await _api.DeleteAsync($"apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/{host}");
            await _api.DeleteAsync($"api/v1/nodes/{host}");
        }
    }

    private async Task AddAsync(string host, string[] cards, string address)
    {
        JsonObject capacity = new() { ["cpu"] = "64", ["memory"] = "256Gi", ["pods"] = "250", ["ephemeral-storage"] = "100Gi" };
        foreach (var card in cards) capacity[$"dune.daq/flxcard-{card}"] = "1";
        await _api.CreateAsync("api/v1/nodes", Named(host, ("kubernetes.io/hostname", host)));
        await _api.MergePatchAsync($"api/v1/nodes/{host}/status", Status(new JsonObject
        {
            ["capacity"] = capacity,
            ["allocatable"] = capacity.DeepClone(),
            ["addresses"] = new JsonArray(new JsonObject { ["type"] = "InternalIP", ["address"] = address }),
            ["conditions"] = new JsonArray(ReadyCondition("KubeletReady")),
        }));
        await _api.CreateAsync($"{Group}/daqhosts", Named(host).Of("DaqHost"));
        await _api.MergePatchAsync($"{Group}/daqhosts/{host}/status", Status(new JsonObject
        {
            ["cards"] = new JsonArray([.. cards.Select(c => JsonValue.Create(c))]),
            ["networks"] = new JsonArray(new JsonObject { ["name"] = "daq", ["address"] = address }),
        }));
        foreach (var card in cards) await AddCardAsync(host, card);
    }

    private async Task AddCardAsync(string host, string card)
    {
        var value = Named(card, ("detector", "apa")).Of("ReadoutCard");
        value["spec"] = new JsonObject
        {
            ["kind"] = "Felix", ["host"] = host, ["pciAddress"] = "0000:3b:00.0", ["devices"] = new JsonArray("/dev/flx0"),
        };
        await _api.CreateAsync($"{Group}/readoutcards", value);
        await _api.MergePatchAsync($"{Group}/readoutcards/{card}/status", Status(new JsonObject
        {
            ["health"] = "Healthy", ["resourceNames"] = new JsonArray($"dune.daq/flxcard-{card}"),
        }));
    }

    /// <summary>Renews the nodes' leases, as kubelets do every 10 s; without it the cluster gives the hosts up after 40 s.</summary>
    private async Task BeatAsync()
    {
        const string leases = "apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases";
        while (true)
        {
            foreach (var (host, _, _) in Stand)
            {
                var spec = new JsonObject
                {
                    ["holderIdentity"] = host,
                    ["leaseDurationSeconds"] = 40,
                    ["renewTime"] = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ"),
                };
                if (await _api.GetAsync($"{leases}/{host}") is null)
                {
                    var lease = Named(host);
                    lease["spec"] = spec;
                    await _api.CreateAsync(leases, lease);
                }
                else
                {
                    await _api.MergePatchAsync($"{leases}/{host}", new JsonObject { ["spec"] = spec });
                }
            }

            await Task.Delay(TimeSpan.FromSeconds(10), TimeProvider.System, _stop.Token);
        }
    }

    private async Task RunPodsAsync()
    {
        var list = (await _api.GetAsync("api/v1/pods"))!;
        foreach (var pod in list["items"]!.AsArray()) await RunPodAsync(pod!.AsObject());
        var version = list["metadata"]!["resourceVersion"]!.GetValue<string>();
        await foreach (var change in _api.WatchAsync("api/v1/pods", version, _stop.Token))
        {
            if (change["type"]!.GetValue<string>() != "DELETED") await RunPodAsync(change["object"]!.AsObject());
        }
    }

    /// <summary>A bound pod runs at once; one that is asked to end has ended at once.</summary>
    private async Task RunPodAsync(JsonObject pod)
    {
        if (Stand.All(s => s.Host != pod["spec"]!["nodeName"]?.GetValue<string>())) return;
        var path = $"api/v1/namespaces/{pod["metadata"]!["namespace"]}/pods/{pod["metadata"]!["name"]}";
        if (pod["metadata"]!["deletionTimestamp"] is not null)
        {
            await _api.DeleteAsync($"{path}?gracePeriodSeconds=0");
        }
        else if (pod["status"]?["phase"]?.GetValue<string>() == "Pending" && await _api.GetAsync(path) is not null)
        {
            await _api.MergePatchAsync($"{path}/status", Status(new JsonObject
            {
                ["phase"] = "Running",
                ["startTime"] = Now(),
                ["conditions"] = new JsonArray(ReadyCondition("Running")),
            }));
        }
    }

    private static JsonObject Named(string name, params (string Key, string Value)[] labels) => new()
    {
        ["metadata"] = new JsonObject
        {
            ["name"] = name,
            ["labels"] = new JsonObject(labels.Select(l => KeyValuePair.Create(l.Key, (JsonNode?)l.Value))),
        },
    };

    private static JsonObject Status(JsonObject status) => new() { ["status"] = status };

    private static JsonObject ReadyCondition(string reason) => new()
    {
        ["type"] = "Ready", ["status"] = "True", ["reason"] = reason, ["lastTransitionTime"] = Now(), ["lastHeartbeatTime"] = null,
    };

    private static string Now() => TimeProvider.System.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ");
}

/// <summary>Makes an object one of our kinds.</summary>
file static class Kinds
{
    public static JsonObject Of(this JsonObject value, string kind)
    {
        value["apiVersion"] = "dune.daq/v1alpha1";
        value["kind"] = kind;
        return value;
    }
}

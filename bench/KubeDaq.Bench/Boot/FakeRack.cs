using System.Globalization;
using System.Text.Json.Nodes;
using KubeDaq.Api;
using KubeDaq.Api.Meta;
using KubeDaq.Bench.Clusters;
using KubeDaq.Cluster.Clients;
using KubeDaq.Cluster.Connections;

namespace KubeDaq.Bench.Boot;

/// <summary>Hosts that exist only in the API, each with one readout card; made and removed by the measurement.</summary>
internal sealed class FakeRack(ClusterConnection connection, string run)
{
    private const string RunLabel = ApiGroup.Name + "/bench";
    public const string GroupLabel = ApiGroup.Name + "/bench-group";
    private readonly ResourceClient<JsonObject> _nodes = connection.Client(Kinds.Json(Kinds.Node));
    private readonly ResourceClient<JsonObject> _cards = connection.Client(Kinds.Json(Kinds.ReadoutCard));
    private readonly ResourceClient<JsonObject> _hosts = connection.Client(Kinds.Json(Kinds.DaqHost));
    private int _size;

    /// <summary>The name of a host and of its card.</summary>
    public string NameOf(int index) => $"bench-{run}-{index:0000}";

    /// <summary>The label value of a group of cards, for applications with several replicas.</summary>
    public string GroupOf(int group) => $"{run}-{group:000}";

    public async Task MakeAsync(int size, int groups, CancellationToken stop)
    {
        _size = size;
        await EachAsync(async (index, token) =>
        {
            await MakeNodeAsync(NameOf(index), token);
            await _hosts.CreateAsync(Labelled(NameOf(index), []), token);
            var labels = new JsonObject { [GroupLabel] = GroupOf(index % groups) };
            await _cards.CreateAsync(Labelled(NameOf(index), labels, Card(index)), token);
        }, stop);
    }

    /// <summary>
    /// Waits until every card is free and nobody's, and keeps the hosts ready for as long as a node may be silent (50 s by default); the
    /// cluster then has a moment to digest it, so that nothing but the measured is measured.
    /// </summary>
    public async Task SettleAsync(CancellationToken stop)
    {
        await Until.TrueAsync(async () => (await _cards.ListAsync(null, $"{RunLabel}={run}", stop)).All(IsFree), stop);
        await EachAsync((index, token) => _nodes.MergePatchAsync(new ObjectName("", NameOf(index)), Ready(), "status", token), stop);
        await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System, stop);
    }

    public async Task RemoveAsync()
    {
        foreach (var client in (ResourceClient<JsonObject>[])[_cards, _hosts, _nodes])
        {
            var mine = await client.ListAsync(null, $"{RunLabel}={run}", CancellationToken.None);
            await Parallel.ForEachAsync(mine, Parallelism.Of(32, CancellationToken.None), async (value, token) =>
                await client.DeleteAsync(client.Kind.Form.Identify(value).Name, (string?)null, token));
        }
    }

    private Task EachAsync(Func<int, CancellationToken, Task> act, CancellationToken stop) =>
        Parallel.ForEachAsync(Enumerable.Range(0, _size), Parallelism.Of(32, stop), async (index, token) => await act(index, token));

    private async Task MakeNodeAsync(string name, CancellationToken stop)
    {
        var node = Labelled(name, new JsonObject { ["kubernetes.io/hostname"] = name, ["kubernetes.io/os"] = "linux", ["kubernetes.io/arch"] = "amd64" });
        await _nodes.CreateAsync(node, stop);
        var status = Ready();
        status["status"]!["capacity"] = Capacity(name);
        status["status"]!["allocatable"] = Capacity(name);
        await _nodes.MergePatchAsync(new ObjectName("", name), status, "status", stop);
        // A new node is tainted until its kubelet reports; this one has none that would.
        await _nodes.MergePatchAsync(new ObjectName("", name), new JsonObject { ["spec"] = new JsonObject { ["taints"] = null } }, null, stop);
    }

    private static bool IsFree(JsonObject card) =>
        card["status"]?["lease"] is null && card["status"]?["users"] is not JsonArray { Count: > 0 };

    private static JsonObject Capacity(string card) => new()
    {
        ["cpu"] = "32", ["memory"] = "64Gi", ["pods"] = "110", [ApiGroup.ResourceName(card)] = "1",
    };

    private static JsonObject Ready()
    {
        var now = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var ready = new JsonObject
        {
            ["type"] = "Ready", ["status"] = "True", ["reason"] = "KubeletReady", ["message"] = "a host of a measurement",
            ["lastHeartbeatTime"] = now, ["lastTransitionTime"] = now,
        };
        return new JsonObject { ["status"] = new JsonObject { ["conditions"] = new JsonArray(ready) } };
    }

    private JsonObject Card(int index) => new()
    {
        ["kind"] = "Felix", ["host"] = NameOf(index), ["pciAddress"] = "0000:3b:00.0", ["devices"] = new JsonArray("/dev/flx0"),
    };

    private JsonObject Labelled(string name, JsonObject labels, JsonObject? spec = null)
    {
        labels[RunLabel] = run;
        var value = new JsonObject { ["metadata"] = new JsonObject { ["name"] = name, ["labels"] = labels } };
        if (spec is not null)
            value["spec"] = spec;
        return value;
    }
}

using System.Text.Json.Nodes;

namespace KubeDaq.Integration.Tests.Clusters;

/// <summary>
/// The small test stand of three hosts on a cluster without machines: nodes, cards, and for each pod bound to them what a kubelet would report.
/// </summary>
internal sealed class SimulatedHosts : IAsyncDisposable
{
    /// <summary>As often as a kubelet; without it the cluster gives a host up after 40 s.</summary>
    private static readonly TimeSpan BeatPeriod = TimeSpan.FromSeconds(5);

    private readonly ApiServer _api;
    private readonly IReadOnlyDictionary<string, SimulatedHost> _hosts;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _running = [];

    private SimulatedHosts(ApiServer api)
    {
        _api = api;
        _hosts = new[]
        {
            new SimulatedHost(api, "daq2", ["apa001"], "192.168.203.2"),
            new SimulatedHost(api, "daq6", ["apa002"], "192.168.203.6"),
            new SimulatedHost(api, "daq7", [], "192.168.203.7"),
        }.ToDictionary(h => h.Name);
    }

    public static async Task<SimulatedHosts> StartAsync(ApiServer api)
    {
        var stand = new SimulatedHosts(api);
        foreach (var host in stand._hosts.Values)
        {
            // A run that was killed may have left its own.
            await host.RemoveAsync();
            await host.AddAsync();
        }

        stand._running.Add(stand.BeatAsync());
        stand._running.Add(stand.RunPodsAsync());
        return stand;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        foreach (var task in _running) await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var host in _hosts.Values) await host.RemoveAsync();
        _stop.Dispose();
    }

    private async Task BeatAsync()
    {
        while (true)
        {
            foreach (var host in _hosts.Values) await host.BeatAsync();
            await Task.Delay(BeatPeriod, TimeProvider.System, _stop.Token);
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
        if (pod["spec"]!["nodeName"] is not { } node || !_hosts.ContainsKey(node.GetValue<string>())) return;
        var path = $"api/v1/namespaces/{pod["metadata"]!["namespace"]}/pods/{pod["metadata"]!["name"]}";
        if (pod["metadata"]!["deletionTimestamp"] is not null)
        {
            await _api.DeleteAsync($"{path}?gracePeriodSeconds=0");
        }
        else if (pod["status"]?["phase"]?.GetValue<string>() == "Pending" && await _api.GetAsync(path) is not null)
        {
            await _api.MergePatchAsync($"{path}/status", SimulatedHost.Status(new JsonObject
            {
                ["phase"] = "Running",
                ["startTime"] = SimulatedHost.Now(),
                ["conditions"] = new JsonArray(SimulatedHost.Condition("Ready", true)),
            }));
        }
    }
}

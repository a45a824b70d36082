using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;

namespace KubeDaq.NodeAgent.Cluster;

/// <summary>Keeps the objects of one collection: a list, then watches from version to version, and a list again when one was forgotten.</summary>
internal sealed class Follower(ApiServer server, string path, Action<IReadOnlyDictionary<string, JsonObject>> changed, TimeProvider time, ILogger logger)
{
    private const int WatchSeconds = 300;
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, JsonObject> _objects = [];
    private string? _version;
    private TimeSpan _delay = Shortest;

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if (_version is null)
                    await ListAsync(stop);
                await WatchAsync(stop);
                continue;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (ApiFailure e)
            {
                // 410: the version was forgotten. Whatever else the server has against it, a list gives another.
                if (e.Code != 0)
                    _version = null;
                ClusterLog.Lost(logger, path, e.Message, _delay);
            }
            catch (Exception e) when (e is IOException or JsonException or HttpRequestException or OperationCanceledException)
            {
                ClusterLog.Lost(logger, path, e.Message, _delay);
            }

            await Task.Delay(_delay, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _delay = _delay + _delay < Longest ? _delay + _delay : Longest;
        }
    }

    private async Task ListAsync(CancellationToken stop)
    {
        var found = new Dictionary<string, JsonObject>();
        string? next = null;
        do
        {
            var page = await server.SendAsync(ApiCall.Get(With($"limit=500{(next is null ? "" : $"&continue={Uri.EscapeDataString(next)}")}")), stop);
            foreach (var item in (page["items"] as JsonArray ?? []).OfType<JsonObject>())
                found[Key(item)] = item;
            next = page["metadata"]?["continue"]?.ToString() is { Length: > 0 } more ? more : null;
            _version = page["metadata"]?["resourceVersion"]?.ToString();
        }
        while (next is not null);
        _objects.Clear();
        foreach (var (key, item) in found)
            _objects[key] = (JsonObject)item.DeepClone();
        Tell();
    }

    private async Task WatchAsync(CancellationToken stop)
    {
        var call = ApiCall.Get(With($"watch=true&allowWatchBookmarks=true&timeoutSeconds={WatchSeconds}&resourceVersion={_version}"));
        // A server that falls silent past its own promise is gone.
        using var silence = new CancellationTokenSource(TimeSpan.FromSeconds(WatchSeconds + 30), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, silence.Token);
        using var response = await server.OpenAsync(call, either.Token);
        await using var stream = await response.Content.ReadAsStreamAsync(either.Token);
        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync(either.Token) is { } line)
        {
            if (line.Length > 0)
                Apply(JsonNode.Parse(line)!.AsObject());
            _delay = Shortest;
        }
    }

    private void Apply(JsonObject line)
    {
        var type = line["type"]?.ToString();
        if (line["object"] is not JsonObject item)
            return;
        if (type == "ERROR")
            throw new ApiFailure(item["code"]?.GetValueKind() == JsonValueKind.Number ? item["code"]!.GetValue<int>() : 410, item["reason"]?.ToString() ?? "", item["message"]?.ToString() ?? "the watch ended");
        _version = item["metadata"]?["resourceVersion"]?.ToString() ?? _version;
        if (type == "BOOKMARK")
            return;
        if (type == "DELETED")
            _objects.Remove(Key(item));
        else
            _objects[Key(item)] = (JsonObject)item.DeepClone();
        Tell();
    }

    private void Tell() => changed(new Dictionary<string, JsonObject>(_objects));

    private string With(string query) => $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{query}";

    private static string Key(JsonObject item)
    {
        var (ns, name) = (item["metadata"]?["namespace"]?.ToString(), item["metadata"]?["name"]?.ToString());
        return string.IsNullOrEmpty(ns) ? $"{name}" : $"{ns}/{name}";
    }
}

using System.Text.Json.Nodes;
using System.Threading.Channels;
using KubeDaq.Cluster.Clients;
using KubeDaq.Cluster.Connections;
using Microsoft.AspNetCore.Http;

namespace KubeDaq.Cluster.Tests.Servers;

/// <summary>A small API server for one kind, with history, paging and watches, that can be made to misbehave.</summary>
internal sealed class WidgetServer : IAsyncDisposable
{
    public static readonly ResourceKind<JsonObject> Widget = Kinds.Json(new ResourceKind("test.dune.daq", "v1", "widgets", "Widget", true));

    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, JsonObject> _objects = [];
    private readonly List<(long Version, string Line)> _history = [];
    private readonly List<Watcher> _watchers = [];
    private ScriptedServer _server = null!;
    private long _version = 1;
    private long _compacted;

    /// <summary>How many of the next requests for a later page are told that the continue token is too old.</summary>
    public int ExpiringPages { get; set; }

    /// <summary>Watches are taken and then nothing is ever sent, as by a host that vanished.</summary>
    public bool Silent { get; set; }

    public IEnumerable<SeenRequest> Requests => _server.Requests;

    public IEnumerable<SeenRequest> Lists => Requests.Where(r => !r.Query.Contains("watch=true", StringComparison.Ordinal));

    public int Watching
    {
        get
        {
            lock (_lock)
                return _watchers.Count;
        }
    }

    public static async Task<WidgetServer> StartAsync()
    {
        var widgets = new WidgetServer();
        widgets._server = await ScriptedServer.StartAsync((context, _) => widgets.AnswerAsync(context));
        return widgets;
    }

    public ClusterConnection Connect(TimeProvider time) => _server.Connect(time);

    public IReadOnlyList<string> Snapshot()
    {
        lock (_lock)
            return [.. _objects.Select(o => Line(o.Value))];
    }

    public static string Line(JsonObject widget) =>
        $"{widget["metadata"]!["name"]} {widget["metadata"]!["uid"]} {widget["metadata"]!["resourceVersion"]}";

    public void Put(string name)
    {
        lock (_lock)
        {
            var known = _objects.GetValueOrDefault(name);
            var version = ++_version;
            var widget = new JsonObject
            {
                ["metadata"] = new JsonObject
                {
                    ["namespace"] = "np04",
                    ["name"] = name,
                    ["uid"] = (string?)known?["metadata"]!["uid"] ?? $"uid-{version}",
                    ["resourceVersion"] = $"{version}",
                },
            };
            _objects[name] = widget;
            SendNeedsLock(known is null ? "ADDED" : "MODIFIED", widget);
        }
    }

    public void Delete(string name)
    {
        lock (_lock)
        {
            if (!_objects.Remove(name, out var widget))
                return;
            widget["metadata"]!["resourceVersion"] = $"{++_version}";
            SendNeedsLock("DELETED", widget);
        }
    }

    public void Bookmark()
    {
        lock (_lock)
            SendNeedsLock("BOOKMARK", new JsonObject { ["metadata"] = new JsonObject { ["resourceVersion"] = $"{_version}" } }, keep: false);
    }

    /// <summary>Forgets its history: whoever comes back with an older version is told 410.</summary>
    public void Compact()
    {
        lock (_lock)
        {
            _history.Clear();
            _compacted = _version;
        }
    }

    /// <summary>Sends a line to those who watch now.</summary>
    public void Send(string line)
    {
        lock (_lock)
            _watchers.ForEach(w => w.Lines.Writer.TryWrite(line));
    }

    /// <summary>Ends every watch as at its timeout.</summary>
    public void EndWatches()
    {
        lock (_lock)
            _watchers.ForEach(w => w.Lines.Writer.TryComplete());
    }

    /// <summary>Breaks every watch in the middle.</summary>
    public void BreakWatches()
    {
        lock (_lock)
            _watchers.ForEach(w => w.Context.Abort());
    }

    public ValueTask DisposeAsync()
    {
        EndWatches();
        return _server.DisposeAsync();
    }

    private void SendNeedsLock(string type, JsonObject widget, bool keep = true)
    {
        var line = new JsonObject { ["type"] = type, ["object"] = widget.DeepClone() }.ToJsonString();
        if (keep)
            _history.Add((_version, line));
        if (!Silent)
            _watchers.ForEach(w => w.Lines.Writer.TryWrite(line));
    }

    private Task AnswerAsync(HttpContext context) =>
        context.Request.Query["watch"] == "true" ? WatchAsync(context) : ListAsync(context);

    private async Task ListAsync(HttpContext context)
    {
        var (code, body) = Page(context.Request.Query["limit"].ToString(), context.Request.Query["continue"].ToString());
        context.Response.StatusCode = code;
        await context.Response.WriteAsync(body.ToJsonString());
    }

    private (int Code, JsonObject Body) Page(string limit, string token)
    {
        lock (_lock)
        {
            if (token.Length > 0 && ExpiringPages > 0)
            {
                ExpiringPages--;
                return (410, Expired());
            }

            // At most two items a page, whatever the limit: small tests must have many pages.
            var rest = _objects.Where(o => string.CompareOrdinal(o.Key, token) > 0).ToList();
            var page = limit.Length > 0 ? rest.Take(2).ToList() : rest;
            var meta = new JsonObject { ["resourceVersion"] = $"{_version}" };
            if (page.Count < rest.Count)
                meta["continue"] = page[^1].Key;
            return (200, new JsonObject { ["metadata"] = meta, ["items"] = new JsonArray([.. page.Select(o => o.Value.DeepClone())]) });
        }
    }

    private async Task WatchAsync(HttpContext context)
    {
        var watcher = new Watcher(context, Channel.CreateUnbounded<string>());
        if (!Register(watcher, long.Parse(context.Request.Query["resourceVersion"].ToString())))
            return;
        try
        {
            await context.Response.StartAsync(context.RequestAborted);
            await foreach (var line in watcher.Lines.Reader.ReadAllAsync(context.RequestAborted))
            {
                await context.Response.WriteAsync(line + "\n", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
            }
        }
        catch (OperationCanceledException)
        {
            // The client went away, or the test broke the connection.
        }
        finally
        {
            lock (_lock)
                _watchers.Remove(watcher);
        }
    }

    private bool Register(Watcher watcher, long since)
    {
        lock (_lock)
        {
            if (since < _compacted)
            {
                watcher.Lines.Writer.TryWrite(new JsonObject { ["type"] = "ERROR", ["object"] = Expired() }.ToJsonString());
                watcher.Lines.Writer.TryComplete();
            }
            else if (!Silent)
            {
                foreach (var (_, line) in _history.Where(h => h.Version > since))
                    watcher.Lines.Writer.TryWrite(line);
            }

            _watchers.Add(watcher);
            return true;
        }
    }

    private static JsonObject Expired() => new()
    {
        ["kind"] = "Status", ["status"] = "Failure", ["code"] = 410, ["reason"] = "Expired", ["message"] = "too old resource version",
    };

    private sealed record Watcher(HttpContext Context, Channel<string> Lines);
}

using System.Globalization;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace KubeDaq.NodeAgent.Cluster;

/// <summary>Writes events of events.k8s.io/v1 behind the callers' backs; one that repeats within some minutes only counts up.</summary>
internal sealed class AgentEvents(IApiServer server, string node, TimeProvider time, ILogger<AgentEvents> logger) : IAgentEvents, IAgentPart
{
    private const int LongestNote = 1024;
    private const int MostSeries = 200;
    private static readonly TimeSpan SeriesTime = TimeSpan.FromMinutes(6);

    private readonly Channel<Happening> _channel = Channel.CreateBounded<Happening>(new BoundedChannelOptions(500) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Dictionary<Happening, Series> _series = [];

    public string Name => "events";

    public void Note(EventSubject subject, EventLevel level, string reason, string message) => _channel.Writer.TryWrite(new Happening(subject, level, reason, message));

    public async Task RunAsync(CancellationToken stop)
    {
        await foreach (var happening in _channel.Reader.ReadAllAsync(stop))
        {
            try
            {
                await WriteAsync(happening, stop);
            }
            catch (ApiFailure e)
            {
                ClusterLog.EventLost(logger, e.Message);
                _series.Remove(happening);
            }
        }
    }

    private async Task WriteAsync(Happening happening, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        if (_series.TryGetValue(happening, out var series) && now - series.Last < SeriesTime)
        {
            _series[happening] = series = series with { Count = series.Count + 1, Last = now };
            await server.SendAsync(ApiCall.Patch($"{Path(happening)}/{series.EventName}", SeriesPatch(series)), stop);
            return;
        }

        if (_series.Count >= MostSeries)
            _series.Clear();
        var made = NewEvent(happening, now);
        await server.SendAsync(ApiCall.Create(Path(happening), made), stop);
        _series[happening] = new Series(made["metadata"]!["name"]!.ToString(), 1, now);
    }

    private JsonObject NewEvent(Happening happening, DateTimeOffset now)
    {
        var about = happening.Subject;
        var regarding = new JsonObject { ["apiVersion"] = about.ApiVersion, ["kind"] = about.Kind, ["name"] = about.Name };
        if (about.Namespace is not null)
            regarding["namespace"] = about.Namespace;
        if (about.Uid is not null)
            regarding["uid"] = about.Uid;
        return new JsonObject
        {
            ["apiVersion"] = "events.k8s.io/v1",
            ["kind"] = "Event",
            ["metadata"] = new JsonObject
            {
                ["namespace"] = Namespace(happening),
                ["name"] = $"{about.Name[..Math.Min(about.Name.Length, 200)]}.{Guid.NewGuid().ToString("N")[..16]}",
            },
            ["eventTime"] = Micro(now),
            ["reportingController"] = "dune.daq/agent",
            ["reportingInstance"] = node,
            ["action"] = happening.Reason,
            ["reason"] = happening.Reason,
            ["type"] = happening.Level.ToString(),
            ["note"] = happening.Message.Length <= LongestNote ? happening.Message : happening.Message[..(LongestNote - 3)] + "...",
            ["regarding"] = regarding,
        };
    }

    private static JsonObject SeriesPatch(Series series) =>
        new() { ["series"] = new JsonObject { ["count"] = series.Count, ["lastObservedTime"] = Micro(series.Last) } };

    private static string Path(Happening happening) => $"/apis/events.k8s.io/v1/namespaces/{Namespace(happening)}/events";

    /// <summary>Events about cluster-wide objects live in namespace default, where kubectl looks for them.</summary>
    private static string Namespace(Happening happening) => happening.Subject.Namespace ?? "default";

    private static string Micro(DateTimeOffset when) => when.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    private sealed record Happening(EventSubject Subject, EventLevel Level, string Reason, string Message);

    private sealed record Series(string EventName, int Count, DateTimeOffset Last);
}

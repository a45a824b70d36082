using System.Globalization;
using System.Text.Json.Nodes;
using k8s.Models;
using KubeDaq.Api.Meta;
using KubeDaq.Cluster.Clients;

namespace KubeDaq.Cluster.Events;

/// <summary>Writes series of happenings as events of events.k8s.io/v1.</summary>
internal sealed class EventWriter(IResourceClient<Eventsv1Event> events, string controller, string instance)
{
    private const int LongestNote = 1024;

    public async Task WriteAsync(EventSeries series, DateTimeOffset now, CancellationToken stop)
    {
        // A count that rises meanwhile is written the next time.
        var count = series.Count;
        if (series.EventName is null)
            series.EventName = (await events.CreateAsync(NewEvent(series), stop)).Metadata.Name;
        if (count > 1)
            await events.MergePatchAsync(new ObjectName(NamespaceOf(series), series.EventName), SeriesPatch(series.Last, count), null, stop);
        series.WrittenCount = count;
        series.WrittenAt = now;
    }

    private Eventsv1Event NewEvent(EventSeries series)
    {
        var (about, type, reason, note) = series.Happening;
        return new Eventsv1Event
        {
            Metadata = new V1ObjectMeta
            {
                NamespaceProperty = NamespaceOf(series),
                Name = $"{about.Name.Name[..Math.Min(about.Name.Name.Length, 200)]}.{Guid.NewGuid().ToString("N")[..16]}",
            },
            EventTime = series.First.UtcDateTime,
            ReportingController = controller,
            ReportingInstance = instance,
            Action = reason,
            Reason = reason,
            Type = type.ToString(),
            Note = note.Length <= LongestNote ? note : note[..(LongestNote - 3)] + "...",
            Regarding = new V1ObjectReference
            {
                ApiVersion = about.ApiVersion,
                Kind = about.Kind,
                Name = about.Name.Name,
                NamespaceProperty = about.Name.Namespace.Length > 0 ? about.Name.Namespace : null,
                Uid = about.Uid,
            },
        };
    }

    private static JsonObject SeriesPatch(DateTimeOffset last, int count) => new()
    {
        ["series"] = new JsonObject
        {
            ["count"] = count,
            ["lastObservedTime"] = last.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
        },
    };

    /// <summary>Events about cluster-wide objects live in namespace default, where kubectl looks for them.</summary>
    private static string NamespaceOf(EventSeries series) =>
        series.Happening.About.Name.Namespace is { Length: > 0 } ns ? ns : "default";
}

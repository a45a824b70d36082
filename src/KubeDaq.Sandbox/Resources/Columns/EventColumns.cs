using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Resources.Columns;

/// <summary>The table of events.</summary>
internal static class EventColumns
{
    /// <summary>Events, as stored.</summary>
    public static readonly Column[] Core =
    [
        Column.Timed("Last Seen", LastSeen),
        Column.Text("Type", value => value.Text("type") ?? ""),
        Column.Text("Reason", value => value.Text("reason") ?? ""),
        Column.Text("Object", About),
        Column.Text("Subobject", value => value.Text("involvedObject", "fieldPath") ?? "", 1),
        Column.Text("Source", Source, 1),
        Column.Text("Message", value => (value.Text("message") ?? "").Trim()),
        Column.Timed("First Seen", FirstSeen, 1),
        new("Count", "string", 1, (value, _) => Times(value)),
        new("Name", "string", 1, (value, _) => value.Name(), Column.Called.Description, "name"),
    ];

    private static string About(JsonObject value) => value.Text("involvedObject", "name") is { Length: > 0 } name
        ? $"{value.Text("involvedObject", "kind")?.ToLowerInvariant()}/{name}"
        : value.Text("involvedObject", "kind")?.ToLowerInvariant() ?? "";

    private static string Source(JsonObject value)
    {
        var component = value.Text("source", "component") is { Length: > 0 } known ? known : value.Text("reportingComponent");
        var host = value.Text("source", "host") is { Length: > 0 } from ? from : value.Text("reportingInstance");
        return string.Join(", ", new[] { component, host }.Where(part => !string.IsNullOrEmpty(part)));
    }

    private static string FirstSeen(JsonObject value, DateTimeOffset now) =>
        HumanTime.Since(value.Text("firstTimestamp") ?? value.Text("eventTime"), now);

    private static string LastSeen(JsonObject value, DateTimeOffset now) =>
        HumanTime.Since(value.Text("series", "lastObservedTime") ?? value.Text("lastTimestamp") ?? value.Text("firstTimestamp") ?? value.Text("eventTime"), now);

    private static long Times(JsonObject value) => value.Number("series", "count") ?? (value.Number("count") is > 0 and var count ? count : 1);
}

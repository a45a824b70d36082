using System.Globalization;
using System.Text.Json.Nodes;
using KubeDaq.Cli.Terminals;

namespace KubeDaq.Cli.Rendering;

/// <summary>An Event for reading: the last time it was seen, and how often.</summary>
internal sealed record EventRow(DateTimeOffset? Last, string Type, string Reason, string Message, int Count)
{
    public static IEnumerable<EventRow> InOrder(IEnumerable<JsonObject> events) => events.Select(Of).OrderBy(e => e.Last);

    public IReadOnlyList<Cell> Cells(DateTimeOffset now) =>
    [
        Count > 1 ? $"{Age.Since(Last, now)} (x{Count})" : Age.Since(Last, now),
        new Cell(Type, Type == "Warning" ? Shade.Attention : Shade.Plain),
        Reason,
        Message,
    ];

    private static EventRow Of(JsonObject value)
    {
        var series = value["series"];
        var last = Time(series?["lastObservedTime"]) ?? Time(value["lastTimestamp"]) ?? Time(value["eventTime"]) ?? Time(value["metadata"]?["creationTimestamp"]);
        var count = series?["count"]?.GetValue<int>() ?? value["count"]?.GetValue<int>() ?? 1;
        return new EventRow(last, Text(value["type"]), Text(value["reason"]), Text(value["message"]), count);
    }

    private static string Text(JsonNode? node) => node?.GetValue<string>() ?? "";

    private static DateTimeOffset? Time(JsonNode? node) =>
        DateTimeOffset.TryParse(node?.GetValue<string>(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}

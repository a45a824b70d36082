using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Resources.Columns;

/// <summary>The table of pods.</summary>
internal static class PodColumns
{
    /// <summary>Pods.</summary>
    public static readonly Column[] All =
    [
        Column.Called with { Description = Column.Called.Description },
        Column.Text("Ready", Ready),
        Column.Text("Status", PodState.Of),
        Column.Timed("Restarts", Restarts),
        Column.Age,
        Column.Text("IP", value => Known(value.Text("status", "podIP")), 1),
        Column.Text("Node", value => Known(value.Text("spec", "nodeName")), 1),
        Column.Text("Nominated Node", value => Known(value.Text("status", "nominatedNodeName")), 1),
        Column.Text("Readiness Gates", Gates, 1),
    ];

    private static string Known(string? text) => string.IsNullOrEmpty(text) ? "<none>" : text;

    private static string Ready(JsonObject value)
    {
        var all = value.Maps("spec", "containers").Count();
        return $"{value.Maps("status", "containerStatuses").Count(status => status.Flag("ready") && status.Map("state", "running") is not null)}/{all}";
    }

    private static string Restarts(JsonObject value, DateTimeOffset now)
    {
        var statuses = value.Maps("status", "containerStatuses").ToList();
        var count = statuses.Sum(status => status.Number("restartCount") ?? 0);
        var last = statuses.Select(status => status.Text("lastState", "terminated", "finishedAt")).Max(StringComparer.Ordinal);
        return count > 0 && last is not null ? $"{count} ({HumanTime.Since(last, now)} ago)" : count.ToString();
    }

    private static string Gates(JsonObject value)
    {
        var gates = value.Maps("spec", "readinessGates").Select(gate => gate.Text("conditionType")).ToList();
        var met = value.Maps("status", "conditions").Count(condition => condition.Text("status") == "True" && gates.Contains(condition.Text("type")));
        return gates.Count == 0 ? "<none>" : $"{met}/{gates.Count}";
    }
}

using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Resources.Columns;

/// <summary>The tables of kinds that run pods.</summary>
internal static class WorkloadColumns
{
    private static readonly Column Containers = Column.Text("Containers", value => Names(PodSpec(value), "name"), 1);
    private static readonly Column Images = Column.Text("Images", value => Names(PodSpec(value), "image"), 1);
    private static readonly Column Selector = Column.Text("Selector", value => SelectorText.Of(value.Map("spec", "selector")), 1);

    /// <summary>Deployments.</summary>
    public static readonly Column[] Deployment =
    [
        Column.Called,
        Column.Text("Ready", value => $"{Status(value, "readyReplicas")}/{value.Number("spec", "replicas") ?? 0}"),
        new("Up-to-date", "string", 0, (value, _) => Status(value, "updatedReplicas")),
        new("Available", "string", 0, (value, _) => Status(value, "availableReplicas")),
        Column.Age, Containers, Images, Selector,
    ];

    /// <summary>Replica sets.</summary>
    public static readonly Column[] ReplicaSet =
    [
        Column.Called,
        Column.Count("Desired", value => value.Number("spec", "replicas") ?? 0),
        Column.Count("Current", value => Status(value, "replicas")),
        Column.Count("Ready", value => Status(value, "readyReplicas")),
        Column.Age, Containers, Images, Selector,
    ];

    /// <summary>Stateful sets.</summary>
    public static readonly Column[] StatefulSet =
    [
        Column.Called, Column.Text("Ready", value => $"{Status(value, "readyReplicas")}/{value.Number("spec", "replicas") ?? 0}"), Column.Age, Containers, Images,
    ];

    /// <summary>Daemon sets.</summary>
    public static readonly Column[] DaemonSet =
    [
        Column.Called,
        Column.Count("Desired", value => Status(value, "desiredNumberScheduled")),
        Column.Count("Current", value => Status(value, "currentNumberScheduled")),
        Column.Count("Ready", value => Status(value, "numberReady")),
        Column.Count("Up-to-date", value => Status(value, "updatedNumberScheduled")),
        Column.Count("Available", value => Status(value, "numberAvailable")),
        Column.Text("Node Selector", value => CoreColumns.Pairs(value.Map("spec", "template", "spec", "nodeSelector"))),
        Column.Age, Containers, Images, Selector,
    ];

    /// <summary>Jobs.</summary>
    public static readonly Column[] Job =
    [
        Column.Called, Column.Text("Status", JobState), Column.Text("Completions", Completions), Column.Timed("Duration", Duration), Column.Age, Containers, Images, Selector,
    ];

    /// <summary>Cron jobs.</summary>
    public static readonly Column[] CronJob =
    [
        Column.Called,
        Column.Text("Schedule", value => value.Text("spec", "schedule") ?? ""),
        Column.Text("Timezone", value => value.Text("spec", "timeZone") ?? "<none>"),
        new("Suspend", "boolean", 0, (value, _) => value.Flag("spec", "suspend") ? "True" : "False"),
        Column.Count("Active", value => value.List("status", "active").Count()),
        Column.Timed("Last Schedule", (value, now) => value.Text("status", "lastScheduleTime") is { } last ? HumanTime.Since(last, now) : "<none>"),
        Column.Age,
        Containers,
        Images,
        Column.Text("Selector", value => SelectorText.Of(value.Map("spec", "jobTemplate", "spec", "selector")), 1),
    ];

    private static JsonObject? PodSpec(JsonObject value) => value.Map("spec", "template", "spec") ?? value.Map("spec", "jobTemplate", "spec", "template", "spec");

    private static string Names(JsonObject? spec, string field) => string.Join(",", spec.Maps("containers").Select(container => container.Text(field)));

    private static long Status(JsonObject value, string field) => value.Number("status", field) ?? 0;

    private static string Completions(JsonObject value)
    {
        var done = Status(value, "succeeded");
        if (value.Number("spec", "completions") is { } completions)
            return $"{done}/{completions}";
        return value.Number("spec", "parallelism") is > 1 and var parallel ? $"{done}/1 of {parallel}" : $"{done}/1";
    }

    private static string JobState(JsonObject value)
    {
        bool Has(string type) => value.Maps("status", "conditions").Any(one => one.Text("type") == type && one.Text("status") == "True");
        return Has("Complete") ? "Complete" : Has("Failed") ? "Failed" : value.Text("metadata", "deletionTimestamp") is not null ? "Terminating"
            : Has("Suspended") || value.Flag("spec", "suspend") ? "Suspended" : Has("FailureTarget") ? "FailureTarget" : Has("SuccessCriteriaMet") ? "SuccessCriteriaMet" : "Running";
    }

    private static string Duration(JsonObject value, DateTimeOffset now)
    {
        if (value.Text("status", "startTime") is not { } start)
            return "";
        var until = value.Text("status", "completionTime") is { } end ? DateTimeOffset.Parse(end) : now;
        return HumanTime.Since(start, until);
    }
}

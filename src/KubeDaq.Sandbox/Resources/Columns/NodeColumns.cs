using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Resources.Columns;

/// <summary>The table of nodes.</summary>
internal static class NodeColumns
{
    private const string RolePrefix = "node-role.kubernetes.io/";

    /// <summary>Nodes.</summary>
    public static readonly Column[] All =
    [
        Column.Called,
        Column.Text("Status", State),
        Column.Text("Roles", Roles),
        Column.Age,
        Column.Text("Version", value => value.Text("status", "nodeInfo", "kubeletVersion") ?? ""),
        Column.Text("Internal-IP", value => Address(value, "InternalIP"), 1),
        Column.Text("External-IP", value => Address(value, "ExternalIP"), 1),
        Column.Text("OS-Image", value => Info(value, "osImage"), 1),
        Column.Text("Kernel-Version", value => Info(value, "kernelVersion"), 1),
        Column.Text("Container-Runtime", value => Info(value, "containerRuntimeVersion"), 1),
    ];

    private static string State(JsonObject value)
    {
        var ready = value.Maps("status", "conditions").FirstOrDefault(condition => condition.Text("type") == "Ready");
        var state = ready is null ? "Unknown" : ready.Text("status") == "True" ? "Ready" : "NotReady";
        return value.Flag("spec", "unschedulable") ? state + ",SchedulingDisabled" : state;
    }

    private static string Roles(JsonObject value)
    {
        var roles = (value.Map("metadata", "labels") ?? [])
            .Select(label => label.Key.StartsWith(RolePrefix, StringComparison.Ordinal) ? label.Key[RolePrefix.Length..]
                : label.Key == "kubernetes.io/role" ? label.Value.AsText() ?? "" : "")
            .Where(role => role.Length > 0)
            .Order(StringComparer.Ordinal);
        return string.Join(",", roles) is { Length: > 0 } text ? text : "<none>";
    }

    private static string Address(JsonObject value, string type) =>
        value.Maps("status", "addresses").FirstOrDefault(address => address.Text("type") == type)?.Text("address") ?? "<none>";

    private static string Info(JsonObject value, string field) => value.Text("status", "nodeInfo", field) is { Length: > 0 } text ? text : "<unknown>";
}

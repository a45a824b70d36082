using System.Text.Json.Nodes;
using KubeDaq.Api.HostAccess.Needs;

namespace KubeDaq.Api.HostAccess.Migration.Reading;

/// <summary>What older policies demanded of pods beside what they allowed: a HostAccessPolicy only allows.</summary>
internal static class RestrictionLeftovers
{
    private const string OwnPolicy = "a ValidatingAdmissionPolicy of your own can demand it";

    public static void OfPodSecurityPolicy(JsonObject spec, Leftovers left)
    {
        foreach (var field in (string[])["runAsUser", "runAsGroup", "supplementalGroups", "fsGroup"])
            Identity(spec, field, "rule", "spec.", left);
        Common(spec, "spec.", left);
        if (spec["allowedCSIDrivers"] is JsonArray { Count: > 0 } drivers)
            left.Add("spec.allowedCSIDrivers", $"allowed only {Names(drivers, "name")}", OwnPolicy);
        if (spec["runtimeClass"] is JsonObject runtime)
            left.Add("spec.runtimeClass", $"allowed the runtime classes {PlainFields.List(runtime.Texts("allowedRuntimeClassNames"))}", $"write runtimeClassName in the pods; {OwnPolicy}");
    }

    public static void OfSecurityContextConstraints(JsonObject value, Leftovers left)
    {
        foreach (var field in (string[])["runAsUser", "supplementalGroups", "fsGroup"])
            Identity(value, field, "type", "", left);
        Common(value, "", left);
        if (value["priority"] is { } priority)
            left.Add("priority", $"{priority.ToJsonString()} said when it was tried", "policies are tried by what they allow, the least first");
        if (value.Text("userNamespaceLevel") == "RequirePodLevel")
            left.Add("userNamespaceLevel", "demanded a user namespace", $"write hostUsers: false in the pods; {OwnPolicy}");
    }

    private static void Common(JsonObject value, string prefix, Leftovers left)
    {
        if (value["volumes"] is JsonArray && !value.Texts("volumes").Contains("*"))
            left.Add($"{prefix}volumes", $"allowed only {PlainFields.List(value.Texts("volumes").DefaultIfEmpty("none"))}", "Pod Security \"restricted\" limits the types of volumes");
        if (value["allowedFlexVolumes"] is JsonArray { Count: > 0 } drivers)
            left.Add($"{prefix}allowedFlexVolumes", $"allowed only {Names(drivers, "driver")}", OwnPolicy);
        if (value.Flag("readOnlyRootFilesystem"))
            left.Add($"{prefix}readOnlyRootFilesystem", "demanded a read-only root", $"write readOnlyRootFilesystem: true in the pods; {OwnPolicy}");
    }

    private static void Identity(JsonObject spec, string field, string rule, string prefix, Leftovers left)
    {
        var how = spec.Text(field, rule);
        if (how is "" or "RunAsAny")
            return;
        var ranges = spec.Items(field, "ranges").Select(range => $" {range["min"]}-{range["max"]}");
        left.Add(
            $"{prefix}{field}",
            $"was {how}{string.Concat(ranges)}",
            field == "runAsUser" ? "Pod Security \"restricted\" demands runAsNonRoot; write runAsUser in the pods" : $"write {field} in the pods; {OwnPolicy}");
    }

    private static string Names(JsonArray items, string field) => PlainFields.List(items.OfType<JsonObject>().Select(item => item.Text(field)));
}

using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Resources.Rules;

/// <summary>What is wrong with the spec of a pod or pod template.</summary>
internal static class PodSpecRules
{
    private static readonly string[] RestartPolicies = ["Always", "OnFailure", "Never"];
    private static readonly string[] DnsPolicies = ["ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"];

    /// <summary>The complaints, in the order of the fields.</summary>
    public static IEnumerable<Cause> Validate(JsonObject spec, string path)
    {
        var volumes = spec.Maps("volumes").Select(volume => volume.Text("name") ?? "").ToHashSet();
        return Volumes(spec, $"{path}.volumes")
            .Concat(spec.List("containers").Any() ? [] : [Cause.Required($"{path}.containers")])
            .Concat(Each(spec, "containers", path, volumes))
            .Concat(Each(spec, "initContainers", path, volumes))
            .Concat(spec.Flag("hostNetwork") ? HostNetworkPorts(spec, path) : [])
            .Concat(HostPortConflicts(spec, path))
            .Concat(Supported(spec, "restartPolicy", RestartPolicies, path))
            .Concat(Supported(spec, "dnsPolicy", DnsPolicies, path))
            .Concat(Named(spec, "serviceAccountName", path))
            .Concat(Named(spec, "nodeName", path))
            .Concat(MetadataRules.Labels(spec.Map("nodeSelector"), $"{path}.nodeSelector"))
            .Concat(Positive(spec, "activeDeadlineSeconds", path))
            .Concat(Tolerations(spec, $"{path}.tolerations"));
    }

    private static IEnumerable<Cause> Each(JsonObject spec, string field, string path, HashSet<string> volumes)
    {
        var seen = new HashSet<string>();
        var index = 0;
        foreach (var container in spec.Maps(field))
        {
            var at = $"{path}.{field}[{index++}]";
            foreach (var cause in ContainerRules.Validate(container, at, volumes))
                yield return cause;
            if (container.Text("name") is { Length: > 0 } name && !seen.Add(name))
                yield return Cause.Duplicate($"{at}.name", name);
        }
    }

    private static IEnumerable<Cause> Volumes(JsonObject spec, string path)
    {
        var seen = new HashSet<string>();
        var index = 0;
        foreach (var volume in spec.Maps("volumes"))
        {
            var at = $"{path}[{index++}]";
            var name = volume.Text("name") ?? "";
            if (name.Length == 0)
                yield return Cause.Required($"{at}.name");
            foreach (var complaint in name.Length == 0 ? [] : Names.Label(name))
                yield return Cause.InvalidValue($"{at}.name", name, complaint);
            if (name.Length > 0 && !seen.Add(name))
                yield return Cause.Duplicate($"{at}.name", name);
            foreach (var second in volume.Where(pair => pair.Key != "name" && pair.Value is not null).Skip(1))
                yield return Cause.Forbidden($"{at}.{second.Key}", "may not specify more than 1 volume type");
            if (volume.Map("hostPath") is { } host && string.IsNullOrEmpty(host.Text("path")))
                yield return Cause.Required($"{at}.hostPath.path");
        }
    }

    private static IEnumerable<Cause> HostNetworkPorts(JsonObject spec, string path)
    {
        foreach (var (container, index) in spec.Maps("containers").Select((container, index) => (container, index)))
        {
            foreach (var (port, place) in container.Maps("ports").Select((port, place) => (port, place)))
            {
                if (port.Number("hostPort") is { } host && host != port.Number("containerPort"))
                    yield return Cause.InvalidValue($"{path}.containers[{index}].ports[{place}].hostPort", host, "must match `containerPort` when `hostNetwork` is true");
            }
        }
    }

    private static IEnumerable<Cause> HostPortConflicts(JsonObject spec, string path)
    {
        var taken = new HashSet<string>();
        var index = 0;
        foreach (var container in spec.Maps("containers"))
        {
            var place = 0;
            foreach (var port in container.Maps("ports"))
            {
                var at = $"{path}.containers[{index}].ports[{place++}].hostPort";
                if (port.Number("hostPort") is > 0 and var number && !taken.Add($"{port.Text("protocol")}/{port.Text("hostIP")}/{number}"))
                    yield return Cause.Duplicate(at, JsonValue.Create($"{port.Text("protocol")}/{port.Text("hostIP")}/{number}"));
            }
            index++;
        }
    }

    private static IEnumerable<Cause> Supported(JsonObject spec, string field, string[] values, string path) =>
        spec.Text(field) is { } value && !values.Contains(value) ? [Cause.NotSupported($"{path}.{field}", value, values)] : [];

    private static IEnumerable<Cause> Named(JsonObject spec, string field, string path) =>
        spec.Text(field) is { Length: > 0 } name ? Names.Subdomain(name).Select(complaint => Cause.InvalidValue($"{path}.{field}", name, complaint)) : [];

    private static IEnumerable<Cause> Positive(JsonObject spec, string field, string path) =>
        spec.Number(field) is < 1 and var number ? [Cause.InvalidValue($"{path}.{field}", number, "must be between 1 and 2147483647, inclusive")] : [];

    private static IEnumerable<Cause> Tolerations(JsonObject spec, string path)
    {
        var index = 0;
        foreach (var toleration in spec.Maps("tolerations"))
        {
            var at = $"{path}[{index++}]";
            foreach (var complaint in toleration.Text("key") is { Length: > 0 } key ? Names.QualifiedName(key) : [])
                yield return Cause.InvalidValue($"{at}.key", toleration["key"], complaint);
            if (string.IsNullOrEmpty(toleration.Text("key")) && toleration.Text("operator") != "Exists")
                yield return Cause.InvalidValue($"{at}.operator", toleration.Text("operator") ?? "", "operator must be Exists when `key` is empty, which means \"match all values and all keys\"");
            if (toleration["tolerationSeconds"] is not null && toleration.Text("effect") != "NoExecute")
                yield return Cause.InvalidValue($"{at}.effect", toleration.Text("effect") ?? "", "effect must be 'NoExecute' when `tolerationSeconds` is set");
        }
    }
}

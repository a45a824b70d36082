using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Resources.Rules;

/// <summary>What is wrong with a container.</summary>
internal static class ContainerRules
{
    private static readonly string[] Protocols = ["SCTP", "TCP", "UDP"];
    private static readonly string[] PullPolicies = ["Always", "IfNotPresent", "Never"];

    /// <summary>The complaints.</summary>
    public static IEnumerable<Cause> Validate(JsonObject container, string path, HashSet<string> volumes) =>
        Name(container, path)
            .Concat(string.IsNullOrEmpty(container.Text("image")) ? [Cause.Required($"{path}.image")] : [])
            .Concat(Ports(container, $"{path}.ports"))
            .Concat(Environment(container, $"{path}.env"))
            .Concat(Mounts(container, $"{path}.volumeMounts", volumes))
            .Concat(container.Text("imagePullPolicy") is { } policy && !PullPolicies.Contains(policy) ? [Cause.NotSupported($"{path}.imagePullPolicy", policy, PullPolicies)] : [])
            .Concat(ResourceRules.Validate(container, $"{path}.resources"));

    private static IEnumerable<Cause> Name(JsonObject container, string path) => container.Text("name") is { Length: > 0 } name
        ? Names.Label(name).Select(complaint => Cause.InvalidValue($"{path}.name", name, complaint))
        : [Cause.Required($"{path}.name")];

    private static IEnumerable<Cause> Ports(JsonObject container, string path)
    {
        var names = new HashSet<string>();
        var index = 0;
        foreach (var port in container.Maps("ports"))
        {
            var at = $"{path}[{index++}]";
            if (port.Text("name") is { Length: > 0 } name && !names.Add(name))
                yield return Cause.Duplicate($"{at}.name", name);
            if (port.Number("containerPort") is null or 0)
                yield return Cause.Required($"{at}.containerPort");
            else if (!IsPort(port.Number("containerPort")))
                yield return Cause.InvalidValue($"{at}.containerPort", port["containerPort"], "must be between 1 and 65535, inclusive");
            if (port.Number("hostPort") is { } host and not 0 && !IsPort(host))
                yield return Cause.InvalidValue($"{at}.hostPort", port["hostPort"], "must be between 1 and 65535, inclusive");
            if (port.Text("protocol") is { } protocol && !Protocols.Contains(protocol))
                yield return Cause.NotSupported($"{at}.protocol", protocol, Protocols);
        }
    }

    private static bool IsPort(long? number) => number is >= 1 and <= 65_535;

    private static IEnumerable<Cause> Environment(JsonObject container, string path)
    {
        var index = 0;
        foreach (var variable in container.Maps("env"))
        {
            var at = $"{path}[{index++}]";
            if (string.IsNullOrEmpty(variable.Text("name")))
                yield return Cause.Required($"{at}.name");
            if (variable.Map("valueFrom") is not { } from)
                continue;
            if (!string.IsNullOrEmpty(variable.Text("value")))
                yield return Cause.InvalidValue($"{at}.valueFrom", "", "may not be specified when `value` is not empty");
            if (from.Count == 0)
                yield return Cause.InvalidValue($"{at}.valueFrom", "", "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`");
        }
    }

    private static IEnumerable<Cause> Mounts(JsonObject container, string path, HashSet<string> volumes)
    {
        var places = new HashSet<string>();
        var index = 0;
        foreach (var mount in container.Maps("volumeMounts"))
        {
            var at = $"{path}[{index++}]";
            var name = mount.Text("name") ?? "";
            if (name.Length == 0)
                yield return Cause.Required($"{at}.name");
            if (!volumes.Contains(name))
                yield return new("FieldValueNotFound", $"Not found: \"{name}\"", $"{at}.name");
            var place = mount.Text("mountPath") ?? "";
            if (place.Length == 0)
                yield return Cause.Required($"{at}.mountPath");
            else if (!places.Add(place))
                yield return Cause.InvalidValue($"{at}.mountPath", place, "must be unique");
        }
    }
}

using System.Text.Json.Nodes;

namespace KubeDaq.Api.HostAccess.Needs;

/// <summary>What one container takes.</summary>
internal static class ContainerReading
{
    private static readonly string[][] Handlers =
        [["livenessProbe"], ["readinessProbe"], ["startupProbe"], ["lifecycle", "postStart"], ["lifecycle", "preStop"]];

    private static readonly string[] Actions = ["httpGet", "tcpSocket"];

    public static IEnumerable<HostNeed> Needs(PodContainer container, JsonNode? spec)
    {
        var value = container.Value;
        return Privileged(value)
            .Concat(SecurityReading.Needs(value))
            .Concat(Capabilities(value))
            .Concat(ProcMount(value, spec))
            .Concat(HostPorts(container, spec).Select(port => $"{Words.HostPort}{port}"))
            .Concat(ProbeHosts(value))
            .Concat(ResourceReading.Needs(value))
            .Select(what => new HostNeed(container.Place, what));
    }

    /// <summary>In the host's network the API server makes every port of a container a host port; a pod that it has not seen yet does not say so.</summary>
    public static IEnumerable<int> HostPorts(PodContainer container, JsonNode? spec) =>
        container.Value.Items("ports")
            .Select(port => spec.Flag("hostNetwork") && port.Number("hostPort") == 0 ? port.Number("containerPort") : port.Number("hostPort"))
            .Where(port => port != 0);

    private static IEnumerable<string> Privileged(JsonObject value) =>
        value.Flag("securityContext", "privileged") ? [Words.Privileged] : [];

    // The runtime takes any case, Pod Security takes capital letters alone: chown is beyond baseline, and means CHOWN.
    private static IEnumerable<string> Capabilities(JsonObject value) =>
        value.Texts("securityContext", "capabilities", "add")
            .Where(name => !Baseline.Capabilities.Contains(name)).Select(name => Words.Capability + Capital(name));

    private static string Capital(string name) => string.Concat(name.Select(c => char.IsAsciiLetterLower(c) ? (char)(c - 32) : c));

    private static IEnumerable<string> ProcMount(JsonObject value, JsonNode? spec) =>
        // In a user namespace of its own, root in the pod is nobody on the host.
        value.Text("securityContext", "procMount") is { Length: > 0 } type && type != "Default" && !HasUserNamespace(spec)
            ? [Words.ProcMount + type]
            : [];

    private static bool HasUserNamespace(JsonNode? spec) => spec.At("hostUsers") is JsonValue && !spec.Flag("hostUsers");

    private static IEnumerable<string> ProbeHosts(JsonObject value) =>
        from action in Actions
        from handler in Handlers
        let host = value.At(handler).Text(action, "host")
        where host.Length > 0
        select Words.ProbeHost + host;
}

using System.Globalization;
using System.Text.Json.Nodes;
using KubeDaq.Api.HostAccess;

namespace KubeDaq.Api.Tests.HostAccess.Judging;

/// <summary>
/// The rules once more, read from the Pod Security Standards and from the policies' documentation, control by control and policy by policy, without the
/// product's words: where both readings agree on many pods, one mistake would have to be made twice.
/// </summary>
internal static class SecondReading
{
    private static readonly string[] DefaultCapabilities =
        "AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE SETFCAP SETGID SETPCAP SETUID SYS_CHROOT".Split(' ');

    private static readonly string[] SafeSysctls =
        ("kernel.shm_rmid_forced net.ipv4.ip_local_port_range net.ipv4.ip_unprivileged_port_start net.ipv4.tcp_syncookies net.ipv4.ping_group_range net.ipv4.ip_local_reserved_ports "
        + "net.ipv4.tcp_keepalive_time net.ipv4.tcp_fin_timeout net.ipv4.tcp_keepalive_intvl net.ipv4.tcp_keepalive_probes net.ipv4.tcp_rmem net.ipv4.tcp_wmem").Split(' ');

    private static readonly string[] ContainerTypes = ["container_t", "container_init_t", "container_kvm_t", "container_engine_t"];

    /// <summary>Whether the pod needs no policy.</summary>
    public static bool IsBaseline(JsonObject pod) => Allows(null, pod);

    /// <summary>Whether a policy, or none, lets the pod through.</summary>
    public static bool Allows(HostAccessPolicySpec? policy, JsonObject pod)
    {
        var spec = pod["spec"]!.AsObject();
        var containers = ContainersOf(spec);
        return (policy?.AllowPrivilegeEscalation != false || containers.All(c => False(c["securityContext"]?["allowPrivilegeEscalation"])))
            && (!True(spec["hostNetwork"]) || policy?.HostNetwork == true)
            && (!True(spec["hostPID"]) || policy?.HostPid == true)
            && (!True(spec["hostIPC"]) || policy?.HostIpc == true)
            && Volumes(policy, spec, containers)
            && Sysctls(policy, spec)
            && Annotations(policy, pod)
            && Context(policy, spec["securityContext"])
            && containers.All(c => Context(policy, c["securityContext"]) && Container(policy, c, spec))
            && Pages(policy, containers);
    }

    private static List<JsonObject> ContainersOf(JsonObject spec)
    {
        var all = new List<JsonObject>();
        foreach (var (name, list) in spec)
        {
            if (name.EndsWith("ontainers", StringComparison.Ordinal) && list is JsonArray array)
                all.AddRange(array.Select(c => c!.AsObject()));
        }
        return all;
    }

    private static bool Volumes(HostAccessPolicySpec? policy, JsonObject spec, List<JsonObject> containers)
    {
        foreach (var volume in spec["volumes"]?.AsArray() ?? [])
        {
            if (volume!["hostPath"] is not { } hostPath)
                continue;
            var path = (string)hostPath["path"]!;
            var written = containers.Any(c => (c["volumeMounts"]?.AsArray() ?? []).Any(m => (string?)m!["name"] == (string?)volume["name"] && !True(m["readOnly"])));
            if (policy is null || !policy.HostPaths.Any(allowed => Below(path, allowed.Prefix) && (!written || !allowed.ReadOnly)))
                return false;
        }
        return true;
    }

    private static bool Below(string path, string prefix)
    {
        var (names, allowed) = (path.Split('/'), prefix == "/" ? [""] : prefix.Split('/'));
        if (path.Length == 0 || path[0] != '/' || names.Contains("..") || names.Length < allowed.Length)
            return false;
        for (var i = 0; i < allowed.Length; i++)
        {
            if (names[i] != allowed[i])
                return false;
        }
        return true;
    }

    private static bool Sysctls(HostAccessPolicySpec? policy, JsonObject spec) =>
        (spec["securityContext"]?["sysctls"]?.AsArray() ?? []).Select(s => (string)s!["name"]!)
            .All(name => SafeSysctls.Contains(name) || Listed(policy?.Sysctls, name));

    private static bool Annotations(HostAccessPolicySpec? policy, JsonObject pod)
    {
        foreach (var (key, value) in pod["metadata"]?["annotations"]?.AsObject() ?? [])
        {
            var profile = (string)value!;
            if (key.StartsWith("container.apparmor.security.beta.kubernetes.io/", StringComparison.Ordinal) && profile == "unconfined" && policy?.AppArmorProfiles.Count is null or 0)
                return false;
        }
        return true;
    }

    private static bool Context(HostAccessPolicySpec? policy, JsonNode? context)
    {
        if (True(context?["windowsOptions"]?["hostProcess"]))
            return false;
        if ((string?)context?["seccompProfile"]?["type"] == "Unconfined" && policy?.SeccompProfiles.Count is null or 0)
            return false;
        if ((string?)context?["appArmorProfile"]?["type"] == "Unconfined" && policy?.AppArmorProfiles.Count is null or 0)
            return false;
        var linux = context?["seLinuxOptions"];
        return Set(linux?["user"], policy?.SeLinux?.Users ?? [])
            && Set(linux?["role"], policy?.SeLinux?.Roles ?? [])
            && Set(linux?["type"], [.. ContainerTypes, .. policy?.SeLinux?.Types ?? []]);
    }

    private static bool Set(JsonNode? value, IReadOnlyList<string> allowed) => string.IsNullOrEmpty((string?)value) || allowed.Contains((string)value!);

    private static bool Container(HostAccessPolicySpec? policy, JsonObject container, JsonObject spec)
    {
        var context = container["securityContext"];
        if (True(context?["privileged"]) && policy?.Privileged != true)
            return false;
        if ((string?)context?["procMount"] == "Unmasked" && !False(spec["hostUsers"]) && policy?.ProcMounts.Count is null or 0)
            return false;
        foreach (var name in (context?["capabilities"]?["add"]?.AsArray() ?? []).Select(n => (string)n!).Except(DefaultCapabilities))
        {
            if (policy is null || !(policy.Capabilities.Contains("ALL") || policy.Capabilities.Contains(name.ToUpper(CultureInfo.InvariantCulture))))
                return false;
        }
        foreach (var port in (container["ports"]?.AsArray() ?? []).Select(p => (int?)p!["hostPort"] ?? (True(spec["hostNetwork"]) ? (int)p["containerPort"]! : 0)).Where(p => p > 0))
        {
            var anyPort = policy is { HostNetwork: true, HostPorts.Count: 0 };
            if (!anyPort && policy?.HostPorts.Any(range => Enumerable.Range(range.Min, range.Max - range.Min + 1).Contains(port)) != true)
                return false;
        }
        return Hosts(container).All(host => policy?.ProbeHosts.Contains("*") == true || policy?.ProbeHosts.Contains(host) == true)
            && Resources(container).Where(name => name.Contains('/', StringComparison.Ordinal)).All(name => Listed(policy?.ExtendedResources, name));
    }

    private static IEnumerable<string> Hosts(JsonObject container)
    {
        JsonNode?[] handlers =
        [
            container["livenessProbe"], container["readinessProbe"], container["startupProbe"], container["lifecycle"]?["postStart"], container["lifecycle"]?["preStop"],
        ];
        return handlers.SelectMany(h => new[] { (string?)h?["httpGet"]?["host"], (string?)h?["tcpSocket"]?["host"] }).Where(host => !string.IsNullOrEmpty(host)).Select(host => host!);
    }

    private static IEnumerable<string> Resources(JsonObject container) =>
        (container["resources"]?["limits"]?.AsObject() ?? []).Concat(container["resources"]?["requests"]?.AsObject() ?? []).Select(field => field.Key);

    private static bool Listed(IReadOnlyList<string>? patterns, string name) =>
        patterns?.Any(pattern => pattern.Split('*') is [var start, ""] ? name.StartsWith(start, StringComparison.Ordinal) : pattern == name) == true;

    private static bool Pages(HostAccessPolicySpec? policy, List<JsonObject> containers)
    {
        foreach (var size in containers.SelectMany(Resources).Where(name => name.StartsWith("hugepages-", StringComparison.Ordinal)).Distinct())
        {
            var sum = containers.Sum(c => Mebibytes((string?)c["resources"]?["limits"]?[size]));
            if (policy?.HugePages.SingleOrDefault(allowed => "hugepages-" + allowed.Size == size) is not { } found || sum > Mebibytes(found.Max))
                return false;
        }
        return true;
    }

    private static long Mebibytes(string? quantity) => quantity switch
    {
        null => 0,
        _ when quantity.EndsWith("Mi", StringComparison.Ordinal) => long.Parse(quantity[..^2], CultureInfo.InvariantCulture),
        _ => 1024 * long.Parse(quantity[..^2], CultureInfo.InvariantCulture),
    };

    private static bool True(JsonNode? node) => node is not null && (bool)node;

    private static bool False(JsonNode? node) => node is not null && !(bool)node;
}

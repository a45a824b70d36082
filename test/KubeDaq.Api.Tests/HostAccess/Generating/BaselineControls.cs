namespace KubeDaq.Api.Tests.HostAccess.Generating;

/// <summary>For each control of "baseline", pods with allowed and with forbidden values.</summary>
internal static class BaselineControls
{
    private static readonly string[] Lists = ["containers", "initContainers", "ephemeralContainers"];
    private static readonly string[] Namespaces = ["hostNetwork", "hostPID", "hostIPC"];
    private static readonly string[] Handlers = ["livenessProbe: {0}", "readinessProbe: {0}", "startupProbe: {0}", "lifecycle: {{postStart: {0}}}", "lifecycle: {{preStop: {0}}}"];
    private static readonly string[] Actions = ["httpGet", "tcpSocket"];

    /// <summary>The name of the control, a pod as YAML, and whether the control allows it.</summary>
    public static IReadOnlyList<(string Name, string Pod, bool Allowed)> All { get; } =
    [
        .. HostProcess(), .. HostNamespaces(), .. PerContainer("privileged containers", "privileged", ["false"], ["true"]), .. Capabilities(), .. HostPaths(), .. HostPorts(),
        .. HostProbes(), .. AppArmor(), .. SeLinux(), .. PerContainer("/proc mount type", "procMount", ["Default"], ["Unmasked"]), .. ProcMountInUserNamespace(),
        .. Profiles("seccomp", "seccompProfile"), .. Sysctls(),
    ];

    private static IEnumerable<(string, string, bool)> HostProcess() =>
    [
        .. Both("HostProcess", value => Pod($"securityContext: {{windowsOptions: {{hostProcess: {value}}}}}"), ["false"], ["true"]),
        .. PerContainer("HostProcess", "windowsOptions", ["{}", "{hostProcess: false}"], ["{hostProcess: true}"]),
    ];

    private static IEnumerable<(string, string, bool)> HostNamespaces() =>
        Namespaces.SelectMany(field => Both("host namespaces", value => Pod($"{field}: {value}"), ["false"], ["true"]));

    private static IEnumerable<(string, string, bool)> Capabilities() => PerContainer("capabilities", "capabilities",
        ["{add: []}", "{drop: [ALL]}", .. "AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE SETFCAP SETGID SETPCAP SETUID SYS_CHROOT".Split(' ').Select(name => $"{{add: [{name}]}}")],
        ["{add: [NET_RAW]}", "{add: [SYS_ADMIN]}", "{add: [IPC_LOCK]}", "{add: [CHOWN, NET_ADMIN]}", "{add: [ALL]}", "{add: [all]}", "{add: [chown]}", "{add: [CAP_CHOWN]}"]);

    private static IEnumerable<(string, string, bool)> HostPaths() => Both("hostPath volumes", value => Pod($"volumes: [{{name: v, {value}}}]"),
        ["emptyDir: {}", "configMap: {name: c}", "persistentVolumeClaim: {claimName: p}"], ["hostPath: {path: /data}", "hostPath: {path: /}", "hostPath: {path: /dev/null, type: CharDevice}"]);

    private static IEnumerable<(string, string, bool)> HostPorts() => Each("host ports", "ports",
        ["[]", "[{containerPort: 80}]", "[{containerPort: 80, hostPort: 0}]"], ["[{containerPort: 80, hostPort: 80}]", "[{containerPort: 80}, {containerPort: 81, hostPort: 30000}]"]);

    private static IEnumerable<(string, string, bool)> HostProbes() =>
        Handlers.SelectMany(place => Actions.SelectMany(action => Both("host probes and lifecycle hooks",
                host => Container("containers", string.Format(System.Globalization.CultureInfo.InvariantCulture, place, $"{{{action}: {{port: 80{host}}}}}")), ["", ", host: ''"], [", host: 10.0.0.1", ", host: localhost"])));

    private static IEnumerable<(string, string, bool)> AppArmor() =>
    [
        .. Profiles("AppArmor", "appArmorProfile"),
        .. Both("AppArmor", value => $"metadata: {{annotations: {{container.apparmor.security.beta.kubernetes.io/c: {value}}}}}\n" + Container("containers", "image: x"),
            ["''", "runtime/default", "localhost/daq"], ["unconfined", "other"]),
    ];

    private static IEnumerable<(string, string, bool)> SeLinux()
    {
        string[] allowed = ["{}", "{level: 's0:c1'}", "{type: ''}", "{type: container_t}", "{type: container_init_t}", "{type: container_kvm_t}", "{type: container_engine_t}"];
        string[] forbidden = ["{type: spc_t}", "{type: unconfined_t}", "{user: system_u}", "{role: system_r}", "{type: container_t, user: system_u}"];
        return [.. Both("SELinux", value => Pod($"securityContext: {{seLinuxOptions: {value}}}"), allowed, forbidden), .. PerContainer("SELinux", "seLinuxOptions", allowed, forbidden)];
    }

    private static IEnumerable<(string, string, bool)> ProcMountInUserNamespace() =>
        Both("/proc mount type", value => Container("containers", "securityContext: {procMount: Unmasked}") + $"\n  hostUsers: {value}", ["false"], ["true"]);

    private static IEnumerable<(string, string, bool)> Profiles(string name, string field)
    {
        string[] allowed = ["{type: RuntimeDefault}", "{type: Localhost, localhostProfile: daq}"];
        return [.. Both(name, value => Pod($"securityContext: {{{field}: {value}}}"), allowed, ["{type: Unconfined}"]), .. PerContainer(name, field, allowed, ["{type: Unconfined}"])];
    }

    private static IEnumerable<(string, string, bool)> Sysctls() => Both("sysctls", name => Pod($"securityContext: {{sysctls: [{{name: {name}, value: '1'}}]}}"),
        ("kernel.shm_rmid_forced net.ipv4.ip_local_port_range net.ipv4.ip_unprivileged_port_start net.ipv4.tcp_syncookies net.ipv4.ping_group_range net.ipv4.ip_local_reserved_ports "
            + "net.ipv4.tcp_keepalive_time net.ipv4.tcp_fin_timeout net.ipv4.tcp_keepalive_intvl net.ipv4.tcp_keepalive_probes net.ipv4.tcp_rmem net.ipv4.tcp_wmem").Split(' '),
        ["kernel.msgmax", "net.core.somaxconn", "net.ipv4.tcp_mem", "kernel/shm_rmid_forced"]);

    private static IEnumerable<(string, string, bool)> PerContainer(string name, string field, string[] allowed, string[] forbidden) =>
        Lists.SelectMany(list => Both(name, value => Container(list, $"securityContext: {{{field}: {value}}}"), allowed, forbidden));

    private static IEnumerable<(string, string, bool)> Each(string name, string field, string[] allowed, string[] forbidden) =>
        Lists.SelectMany(list => Both(name, value => Container(list, $"{field}: {value}"), allowed, forbidden));

    private static IEnumerable<(string, string, bool)> Both(string name, Func<string, string> pod, string[] allowed, string[] forbidden) =>
        [.. allowed.Select(value => (name, pod(value), true)), .. forbidden.Select(value => (name, pod(value), false))];

    private static string Pod(string field) => $"spec:\n  {field}\n  containers: [{{name: c, image: x}}]";

    private static string Container(string list, string field) => list == "containers"
        ? $"spec:\n  containers:\n  - name: c\n    {field}"
        : $"spec:\n  containers: [{{name: main, image: x}}]\n  {list}:\n  - name: c\n    {field}";
}

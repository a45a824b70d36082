namespace KubeDaq.Api.HostAccess.Needs;

/// <summary>The values that the level "baseline" of the Pod Security Standards allows, as of Kubernetes 1.36 (https://kubernetes.io/docs/concepts/security/pod-security-standards/).</summary>
internal static class Baseline
{
    public const string AppArmorAnnotation = "container.apparmor.security.beta.kubernetes.io/";
    public const string AppArmorRuntime = "runtime/default";
    public const string AppArmorLocal = "localhost/";

    public static readonly string[] Capabilities =
    [
        "AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD", "NET_BIND_SERVICE", "SETFCAP", "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT",
    ];

    /// <summary>Of seccomp and of AppArmor.</summary>
    public static readonly string[] Profiles = ["RuntimeDefault", "Localhost"];

    public static readonly string[] SeLinuxTypes = ["", "container_t", "container_init_t", "container_kvm_t", "container_engine_t"];

    public static readonly string[] Sysctls =
    [
        "kernel.shm_rmid_forced", "net.ipv4.ip_local_port_range", "net.ipv4.ip_unprivileged_port_start", "net.ipv4.tcp_syncookies", "net.ipv4.ping_group_range",
        "net.ipv4.ip_local_reserved_ports", "net.ipv4.tcp_keepalive_time", "net.ipv4.tcp_fin_timeout", "net.ipv4.tcp_keepalive_intvl", "net.ipv4.tcp_keepalive_probes",
        "net.ipv4.tcp_rmem", "net.ipv4.tcp_wmem",
    ];
}

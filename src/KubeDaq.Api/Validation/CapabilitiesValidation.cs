using KubeDaq.Api.HostAccess;

namespace KubeDaq.Api.Validation;

/// <summary>Checks the capabilities of a policy, and what they say against its other fields.</summary>
internal static class CapabilitiesValidation
{
    // capabilities(7) of Linux 6.x, and ALL as container runtimes know it.
    private static readonly string[] Known =
    [
        "ALL", "AUDIT_CONTROL", "AUDIT_READ", "AUDIT_WRITE", "BLOCK_SUSPEND", "BPF", "CHECKPOINT_RESTORE", "CHOWN", "DAC_OVERRIDE", "DAC_READ_SEARCH", "FOWNER", "FSETID",
        "IPC_LOCK", "IPC_OWNER", "KILL", "LEASE", "LINUX_IMMUTABLE", "MAC_ADMIN", "MAC_OVERRIDE", "MKNOD", "NET_ADMIN", "NET_BIND_SERVICE", "NET_BROADCAST", "NET_RAW",
        "PERFMON", "SETFCAP", "SETGID", "SETPCAP", "SETUID", "SYS_ADMIN", "SYS_BOOT", "SYS_CHROOT", "SYSLOG", "SYS_MODULE", "SYS_NICE", "SYS_PACCT", "SYS_PTRACE",
        "SYS_RAWIO", "SYS_RESOURCE", "SYS_TIME", "SYS_TTY_CONFIG", "WAKE_ALARM",
    ];

    public static void Check(HostAccessPolicySpec spec, FieldErrors errors)
    {
        Names.CheckSet(spec.Capabilities, Known.Length, "spec.capabilities", errors, CheckName);
        // Kubernetes refuses every such container (validation of securityContext), so that nothing could ever use it.
        if (!spec.AllowPrivilegeEscalation && (spec.Privileged || spec.Capabilities.Contains("SYS_ADMIN")))
        {
            errors.Add("spec.allowPrivilegeEscalation", $"is false, and {(spec.Privileged ? "privileged" : "SYS_ADMIN")} is allowed: Kubernetes takes no container with both",
                "take one of them out");
        }
    }

    private static void CheckName(string? name, string field, FieldErrors errors)
    {
        if (name is not null && Known.Contains(name))
            return;
        var plain = (name ?? "").ToUpperInvariant();
        plain = plain.StartsWith("CAP_", StringComparison.Ordinal) ? plain[4..] : plain;
        errors.Add(field, $"{Names.Quote(name ?? "")} is not a capability", Similar.Hint(plain, Known) ?? "write it as in capabilities(7) without CAP_, such as IPC_LOCK");
    }
}

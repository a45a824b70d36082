using System.Text.Json.Serialization;
using KubeDaq.Api.Schema;

namespace KubeDaq.Api.HostAccess;

/// <summary>What a policy allows beyond "baseline" (https://kubernetes.io/docs/concepts/security/pod-security-standards/). What is left out is not allowed.</summary>
public sealed record HostAccessPolicySpec
{
    /// <summary>What the policy is for, for people.</summary>
    [Bounds(0, 1000)]
    public string? Description { get; init; }

    /// <summary>Whether the pod may be in the host's network, where it can reach all that listens there and listen on any port.</summary>
    public bool HostNetwork { get; init; }

    /// <summary>Whether the pod may see the processes of the host.</summary>
    [JsonPropertyName("hostPID")]
    public bool HostPid { get; init; }

    /// <summary>Whether the pod may share System V IPC and POSIX message queues with the host.</summary>
    [JsonPropertyName("hostIPC")]
    public bool HostIpc { get; init; }

    /// <summary>The host ports that containers may declare. With hostNetwork and no range here, every port.</summary>
    [Bounds(0, 64)]
    public IReadOnlyList<HostPortRange> HostPorts { get; init => field = value ?? []; } = [];

    /// <summary>The parts of the host's file system that volumes of type hostPath may show.</summary>
    [ListMap("prefix"), Bounds(0, 64)]
    public IReadOnlyList<AllowedHostPath> HostPaths { get; init => field = value ?? []; } = [];

    /// <summary>The Linux capabilities that containers may add, without CAP_, such as IPC_LOCK. ALL stands for every one.</summary>
    [ListSet, Pattern(Patterns.Capability), Bounds(0, 64)]
    public IReadOnlyList<string> Capabilities { get; init => field = value ?? []; } = [];

    /// <summary>Whether containers may be privileged, which gives them every device of the host.</summary>
    public bool Privileged { get; init; }

    /// <summary>Whether containers may gain more privileges than their parent, as set-user-ID programs do. With false, every container must say allowPrivilegeEscalation: false.</summary>
    [JsonIgnore]
    public bool AllowPrivilegeEscalation { get; init; } = true;

    // The generated reader takes what is left out for false.

    /// <summary>Whether containers may gain more privileges than their parent, as set-user-ID programs do. With false, every container must say allowPrivilegeEscalation: false.</summary>
    [JsonInclude, JsonPropertyName("allowPrivilegeEscalation"), DefaultsTo("true")]
    internal bool? WrittenAllowPrivilegeEscalation { get => AllowPrivilegeEscalation; init => AllowPrivilegeEscalation = value ?? true; }

    /// <summary>The ways to mount /proc, beyond Default.</summary>
    [ListSet, OneOf("Unmasked"), Bounds(0, 8)]
    public IReadOnlyList<string> ProcMounts { get; init => field = value ?? []; } = [];

    /// <summary>The types of seccomp profile, beyond RuntimeDefault and Localhost.</summary>
    [ListSet, OneOf("Unconfined"), Bounds(0, 8)]
    public IReadOnlyList<string> SeccompProfiles { get; init => field = value ?? []; } = [];

    /// <summary>The types of AppArmor profile, beyond RuntimeDefault and Localhost.</summary>
    [ListSet, OneOf("Unconfined"), Bounds(0, 8)]
    public IReadOnlyList<string> AppArmorProfiles { get; init => field = value ?? []; } = [];

    /// <summary>The SELinux users, roles and types that may be set, beyond the types for containers.</summary>
    public AllowedSeLinux? SeLinux { get; init; }

    /// <summary>The sysctls that may be set, beyond the safe ones; a star at the end stands for any ending.</summary>
    [ListSet, Pattern(Patterns.SysctlPattern), Bounds(0, 64)]
    public IReadOnlyList<string> Sysctls { get; init => field = value ?? []; } = [];

    /// <summary>The hosts that probes and lifecycle hooks may name, such as 127.0.0.1; a single star stands for any.</summary>
    [ListSet, Pattern(Patterns.ProbeHost), Bounds(0, 64)]
    public IReadOnlyList<string> ProbeHosts { get; init => field = value ?? []; } = [];

    /// <summary>The huge pages that the containers of a pod may ask for together, for each page size.</summary>
    [ListMap("size"), Bounds(0, 8)]
    public IReadOnlyList<AllowedHugePages> HugePages { get; init => field = value ?? []; } = [];

    /// <summary>The extended resources that containers may ask for; a star at the end stands for any ending. A card needs the verb "use" on the card too.</summary>
    [ListSet, Pattern(Patterns.ResourcePattern), Bounds(0, 64)]
    public IReadOnlyList<string> ExtendedResources { get; init => field = value ?? []; } = [];
}

using CsCheck;
using KubeDaq.Api.HostAccess;
using KubeDaq.Api.Meta;
using static KubeDaq.Api.Tests.HostAccess.Generating.Sometimes;

namespace KubeDaq.Api.Tests.HostAccess.Generating;

/// <summary>Valid policies over the same few values as the pods, so that many nearly fit.</summary>
internal static class PolicyGen
{
    private static readonly HostPortRange[][] Ranges =
        [[], [new() { Min = 30000, Max = 32000 }], [new() { Min = 22, Max = 22 }, new() { Min = 31000, Max = 32000 }], [new() { Min = 1, Max = 65535 }]];

    private static readonly Gen<AllowedHostPath> HostPath = Gen.Select(
        One("/data", "/data/raw", "/dev/vfio", "/"), Gen.Bool, (prefix, readOnly) => new AllowedHostPath { Prefix = prefix, ReadOnly = readOnly });

    private static readonly Gen<AllowedHugePages[]> HugePages = One<AllowedHugePages[]>(
        [], [new() { Size = "2Mi", Max = "1Gi" }], [new() { Size = "1Gi", Max = "16Gi" }], [new() { Size = "1Gi", Max = "32Gi" }, new() { Size = "2Mi", Max = "2Gi" }]);

    private static readonly Gen<HostAccessPolicySpec> Rights =
        from hostNetwork in Gen.Bool
        from others in Gen.Int[0, 7]
        from ports in One(Ranges)
        from paths in HostPath.Array[0, 2]
        from capabilities in Some("IPC_LOCK", "SYS_NICE", "CHOWN", "NET_ADMIN", "ALL")
        from resources in Some("dune.daq/flxcard-*", "dune.daq/*", "example.com/gpu")
        from pages in HugePages
        select new HostAccessPolicySpec
        {
            HostNetwork = hostNetwork,
            HostPid = others == 1,
            HostIpc = others is 1 or 2,
            Privileged = others == 3,
            HostPorts = ports,
            HostPaths = [.. paths.DistinctBy(path => path.Prefix)],
            Capabilities = capabilities,
            ExtendedResources = resources,
            HugePages = pages,
        };

    private static readonly Gen<HostAccessPolicySpec> Spec =
        from rights in Rights
        from unconfined in Gen.Int[0, 7]
        from sysctls in Some("net.core.*", "kernel.msgmax", "kernel*")
        from hosts in Some("127.0.0.1", "*")
        from seLinux in One<AllowedSeLinux?>(null, null, new() { Types = ["spc_t"] }, new() { Users = ["system_u"], Roles = ["system_r"], Types = ["spc_t"] })
        from escalation in Gen.Int[0, 5]
        select rights with
        {
            ProcMounts = unconfined is 1 or 7 ? ["Unmasked"] : [],
            SeccompProfiles = unconfined is 2 or 3 or 7 ? ["Unconfined"] : [],
            AppArmorProfiles = unconfined is 3 or 4 or 7 ? ["Unconfined"] : [],
            Sysctls = sysctls,
            ProbeHosts = hosts,
            SeLinux = seLinux,
            AllowPrivilegeEscalation = escalation > 0 || rights.Privileged,
        };

    /// <summary>One that allows most things, so that pods with several needs are admitted too.</summary>
    private static readonly Gen<HostAccessPolicySpec> Wide = Spec.Select(spec => spec with
    {
        HostNetwork = true, HostPid = true, HostIpc = true, HostPorts = [], Capabilities = ["ALL"], HostPaths = [new() { Prefix = "/", ReadOnly = false }], Privileged = true,
        AllowPrivilegeEscalation = true, SeccompProfiles = ["Unconfined"], AppArmorProfiles = ["Unconfined"], ProcMounts = ["Unmasked"], Sysctls = ["*"], ProbeHosts = ["*"],
    });

    /// <summary>Sets of policies p0, p1 and so on.</summary>
    public static Gen<HostAccessPolicy[]> Set(int most) =>
        from specs in Gen.Frequency((3, Spec), (1, Wide)).Array[0, most]
        select specs.Select((spec, i) => new HostAccessPolicy { Metadata = new ObjectMeta { Name = $"p{i}" }, Spec = spec }).ToArray();

    private static Gen<string[]> Some(params string[] values) => Gen.Bool.Array[values.Length].Select(taken => values.Where((_, i) => taken[i]).ToArray());
}

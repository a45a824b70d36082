using KubeDaq.Api.HostAccess.Needs;

namespace KubeDaq.Api.HostAccess.Granting;

/// <summary>Turns the fields of a policy into the words of needs.</summary>
internal static class GrantWords
{
    private const string All = "ALL";

    /// <summary>Needs that are allowed word for word.</summary>
    public static IEnumerable<string> Exact(HostAccessPolicySpec spec)
    {
        IEnumerable<string> flags =
        [
            .. When(spec.HostNetwork, Words.HostNetwork), .. When(spec.HostPid, Words.HostPid), .. When(spec.HostIpc, Words.HostIpc),
            .. When(spec.Privileged, Words.Privileged),
        ];
        return
        [
            .. flags,
            .. spec.HostPaths.SelectMany(Path),
            .. spec.Capabilities.Where(name => name != All).Select(name => Words.Capability + name),
            .. spec.ProcMounts.Select(type => Words.ProcMount + type),
            .. spec.SeccompProfiles.Select(type => Words.Seccomp + type),
            .. spec.AppArmorProfiles.Select(type => Words.AppArmor + type),
            .. spec.SeLinux?.Users.Select(user => Words.SeLinuxUser + user) ?? [],
            .. spec.SeLinux?.Roles.Select(role => Words.SeLinuxRole + role) ?? [],
            .. spec.SeLinux?.Types.Select(type => Words.SeLinuxType + type) ?? [],
            .. spec.HugePages.Select(pages => Words.HugePages + pages.Size),
            .. Plain(spec.Sysctls, Words.Sysctl), .. Plain(spec.ProbeHosts, Words.ProbeHost), .. Plain(spec.ExtendedResources, Words.Resource),
        ];
    }

    /// <summary>How needs begin that are allowed whatever follows.</summary>
    public static IEnumerable<string> Prefixes(HostAccessPolicySpec spec) =>
    [
        // Which ports, is looked at besides.
        .. When(spec.HostNetwork || spec.HostPorts.Count > 0, Words.HostPort),
        .. When(spec.Capabilities.Contains(All), Words.Capability),
        .. spec.HostPaths.SelectMany(Below),
        .. Starred(spec.Sysctls, Words.Sysctl), .. Starred(spec.ProbeHosts, Words.ProbeHost), .. Starred(spec.ExtendedResources, Words.Resource),
    ];

    private static IEnumerable<string> Path(AllowedHostPath path) => path.ReadOnly
        ? [Words.ReadOnlyHostPath + path.Prefix]
        : [Words.ReadOnlyHostPath + path.Prefix, Words.HostPath + path.Prefix];

    // With the slash: /data/raw is below /data, /database is not.
    private static IEnumerable<string> Below(AllowedHostPath path) =>
        Path(path with { Prefix = path.Prefix == "/" ? "/" : path.Prefix + "/" });

    private static IEnumerable<string> When(bool allowed, string word) => allowed ? [word] : [];

    private static IEnumerable<string> Plain(IEnumerable<string> patterns, string word) =>
        patterns.Where(pattern => !pattern.EndsWith('*')).Select(pattern => word + pattern);

    private static IEnumerable<string> Starred(IEnumerable<string> patterns, string word) =>
        patterns.Where(pattern => pattern.EndsWith('*')).Select(pattern => word + pattern[..^1]);
}

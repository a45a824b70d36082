using KubeDaq.Api.HostAccess;

namespace KubeDaq.Operator.Controllers.HostAccessPolicies.Telling;

/// <summary>What a policy allows, in a line that fits into a table.</summary>
internal static class AllowsLine
{
    private const int Longest = 120;

    public static string Of(HostAccessPolicySpec spec)
    {
        var line = string.Join(", ", Parts(spec));
        return line.Length <= Longest ? line : $"{line[..(Longest - 3)]}...";
    }

    private static IEnumerable<string> Parts(HostAccessPolicySpec spec) =>
    [
        .. When(spec.Privileged, "privileged"), .. When(spec.HostNetwork, "hostNetwork"), .. When(spec.HostPid, "hostPID"), .. When(spec.HostIpc, "hostIPC"),
        .. List("ports", spec.HostPorts.Select(range => range.Min == range.Max ? $"{range.Min}" : $"{range.Min}-{range.Max}")),
        .. List("capabilities", spec.Capabilities),
        .. List("paths", spec.HostPaths.Select(path => path.Prefix + (path.ReadOnly ? " (read-only)" : ""))),
        .. List("hugepages", spec.HugePages.Select(pages => $"{pages.Size} up to {pages.Max}")),
        .. List("resources", spec.ExtendedResources),
        .. List("sysctls", spec.Sysctls),
        .. List("procMount", spec.ProcMounts), .. List("seccomp", spec.SeccompProfiles), .. List("AppArmor", spec.AppArmorProfiles),
        .. List("SELinux", spec.SeLinux is { } linux ? [.. linux.Users, .. linux.Roles, .. linux.Types] : []),
        .. List("probe hosts", spec.ProbeHosts),
        .. When(!spec.AllowPrivilegeEscalation, "no privilege escalation"),
    ];

    private static IEnumerable<string> When(bool allowed, string word) => allowed ? [word] : [];

    private static IEnumerable<string> List(string word, IEnumerable<string> values) =>
        values.ToList() is { Count: > 0 } all ? [$"{word} {string.Join(" ", all)}"] : [];
}

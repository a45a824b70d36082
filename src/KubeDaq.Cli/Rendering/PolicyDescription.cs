using System.Text.Json.Nodes;
using KubeDaq.Api.HostAccess;

namespace KubeDaq.Cli.Rendering;

/// <summary>All about a host access policy.</summary>
internal static class PolicyDescription
{
    public static Description Of(HostAccessPolicy policy, IReadOnlyList<JsonObject> events, DateTimeOffset now)
    {
        var spec = policy.Spec;
        return new Description()
            .Field("Name", policy.Metadata.Name)
            .Field("For", spec.Description)
            .Field("Compiled", PolicyListing.State(policy.Status?.Compiled))
            .Field("Enforced", PolicyListing.State(policy.Status?.Enforced))
            .Field("Age", Age.Since(policy.Metadata.CreationTimestamp, now))
            .Table("Allows", ["FIELD", "VALUES"], Allowed(spec).Where(row => row.Value.Length > 0).Select(row => (IReadOnlyList<Cell>)[row.Field, row.Value]))
            .Table("May be used by", ["ACCOUNT OR GROUP"], Accounts(policy.Status))
            .Conditions(policy.Status?.Conditions, now)
            .Events(events, now);
    }

    private static IEnumerable<(string Field, string Value)> Allowed(HostAccessPolicySpec spec) =>
    [
        ("hostNetwork", Flag(spec.HostNetwork)),
        ("hostPorts", Join(spec.HostPorts.Select(range => range.Min == range.Max ? $"{range.Min}" : $"{range.Min}-{range.Max}"))),
        ("hostPID", Flag(spec.HostPid)),
        ("hostIPC", Flag(spec.HostIpc)),
        ("hostPaths", Join(spec.HostPaths.Select(path => path.ReadOnly ? $"{path.Prefix} (read-only)" : path.Prefix))),
        ("capabilities", Join(spec.Capabilities)),
        ("privileged", Flag(spec.Privileged)),
        ("allowPrivilegeEscalation", spec.AllowPrivilegeEscalation ? "" : "false"),
        ("procMounts", Join(spec.ProcMounts)),
        ("seccompProfiles", Join(spec.SeccompProfiles)),
        ("appArmorProfiles", Join(spec.AppArmorProfiles)),
        ("seLinux.users", Join(spec.SeLinux?.Users ?? [])),
        ("seLinux.roles", Join(spec.SeLinux?.Roles ?? [])),
        ("seLinux.types", Join(spec.SeLinux?.Types ?? [])),
        ("sysctls", Join(spec.Sysctls)),
        ("probeHosts", Join(spec.ProbeHosts)),
        ("hugePages", Join(spec.HugePages.Select(pages => $"{pages.Max} of {pages.Size}"))),
        ("extendedResources", Join(spec.ExtendedResources)),
    ];

    private static IEnumerable<IReadOnlyList<Cell>> Accounts(HostAccessPolicyStatus? status)
    {
        foreach (var account in status?.Accounts ?? [])
            yield return [account];
        if (status is not null && status.AccountCount > status.Accounts.Count)
            yield return [$"and {status.AccountCount - status.Accounts.Count} more: kubedaq policy who-can tells all"];
    }

    private static string Flag(bool allowed) => allowed ? "true" : "";

    private static string Join(IEnumerable<string> values) => string.Join(", ", values);
}

using System.Text.Json.Nodes;
using KubeDaq.Api.HostAccess.Needs;

namespace KubeDaq.Api.HostAccess.Migration.Reading;

/// <summary>Sysctls: unsafe ones that were allowed, less what was forbidden.</summary>
internal static class SysctlReading
{
    public static IReadOnlyList<string> Allowed(JsonObject spec, string prefix, Leftovers left)
    {
        var forbidden = Patterns(spec, "forbiddenSysctls");
        var allowed = Patterns(spec, "allowedUnsafeSysctls").Where(pattern => !forbidden.Any(ban => Covers(ban, pattern))).ToList();
        foreach (var ban in forbidden)
        {
            foreach (var wider in allowed.Where(pattern => Covers(pattern, ban)).ToList())
            {
                left.Add($"{prefix}forbiddenSysctls", $"{ban} is an exception from {wider}, and there are none: {wider} is left out", "write the sysctls that pods set to spec.sysctls");
                allowed.Remove(wider);
            }

            if (Baseline.Sysctls.Any(name => Covers(ban, name)))
                left.Add($"{prefix}forbiddenSysctls", $"{ban} forbade sysctls that are safe", "a ValidatingAdmissionPolicy of your own can forbid them: baseline allows them");
        }

        return [.. allowed.Where(name => !Baseline.Sysctls.Contains(name)).Distinct()];
    }

    private static IReadOnlyList<string> Patterns(JsonObject spec, string field) =>
        [.. spec.Texts(field).Select(name => name.Replace('/', '.'))];

    private static bool Covers(string pattern, string other) =>
        pattern.EndsWith('*') ? other.StartsWith(pattern[..^1], StringComparison.Ordinal) : pattern == other;
}

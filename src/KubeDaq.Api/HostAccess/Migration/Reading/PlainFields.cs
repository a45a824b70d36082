using System.Text.Json.Nodes;
using KubeDaq.Api.HostAccess.Needs;

namespace KubeDaq.Api.HostAccess.Migration.Reading;

/// <summary>Fields that both kinds of older policies have.</summary>
internal static class PlainFields
{
    private const string SysAdmin = "SYS_ADMIN";

    public static string? Description(JsonNode? annotations) =>
        annotations.Text("kubernetes.io/description") is { Length: > 0 and <= 1000 } text ? string.Join(' ', text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)) : null;

    /// <summary>Whether containers may gain privileges: so it was where nothing was said.</summary>
    public static bool Escalation(JsonObject spec, string prefix, Leftovers left)
    {
        var allowed = spec["allowPrivilegeEscalation"] is null || spec.Flag("allowPrivilegeEscalation");
        if (!allowed)
            left.Add($"{prefix}allowPrivilegeEscalation", "was written into containers that did not say so", "write allowPrivilegeEscalation: false in every container: the policy demands it, and changes no pod");
        if (spec["defaultAllowPrivilegeEscalation"] is { } value)
            left.Add($"{prefix}defaultAllowPrivilegeEscalation", $"was {value.ToJsonString()} for containers that did not say", "write allowPrivilegeEscalation in the pods");
        return allowed;
    }

    /// <summary>Without what no pod could ever use.</summary>
    public static HostAccessPolicySpec Consistent(HostAccessPolicySpec spec, Leftovers left)
    {
        if (spec.AllowPrivilegeEscalation || (!spec.Privileged && !spec.Capabilities.Contains(SysAdmin)))
            return spec;
        left.Add("allowPrivilegeEscalation", $"is false beside {(spec.Privileged ? "privileged" : SysAdmin)}, and Kubernetes takes no container with both: it is left out", "allow privilege escalation if pods need it");
        return spec with { Privileged = false, Capabilities = [.. spec.Capabilities.Where(name => name != SysAdmin)] };
    }

    public static void Unknown(JsonObject value, IReadOnlyList<string> known, string prefix, Leftovers left)
    {
        foreach (var (field, _) in value.Where(field => !known.Contains(field.Key)))
            left.Add(prefix + field, "is not known", "look up what it did");
    }

    public static string List(IEnumerable<string> values) => string.Join(", ", values);
}

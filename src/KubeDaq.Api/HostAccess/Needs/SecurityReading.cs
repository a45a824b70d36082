using System.Text.Json.Nodes;

namespace KubeDaq.Api.HostAccess.Needs;

/// <summary>The controls that a pod's security context and a container's have in common.</summary>
internal static class SecurityReading
{
    public static IEnumerable<string> Needs(JsonNode? holder)
    {
        var context = holder.At("securityContext");
        if (context.Flag("windowsOptions", "hostProcess"))
            yield return Words.HostProcess;
        if (Profile(context, "seccompProfile") is { } seccomp)
            yield return Words.Seccomp + seccomp;
        if (Profile(context, "appArmorProfile") is { } appArmor)
            yield return Words.AppArmor + appArmor;
        if (context.Text("seLinuxOptions", "user") is { Length: > 0 } user)
            yield return Words.SeLinuxUser + user;
        if (context.Text("seLinuxOptions", "role") is { Length: > 0 } role)
            yield return Words.SeLinuxRole + role;
        if (context.Text("seLinuxOptions", "type") is var type && !Baseline.SeLinuxTypes.Contains(type))
            yield return Words.SeLinuxType + type;
    }

    private static string? Profile(JsonNode? context, string field) =>
        context.At(field, "type") is not null && context.Text(field, "type") is var type && !Baseline.Profiles.Contains(type) ? type : null;
}

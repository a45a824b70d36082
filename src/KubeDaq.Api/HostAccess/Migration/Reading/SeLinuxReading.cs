using System.Text.Json.Nodes;
using KubeDaq.Api.HostAccess.Needs;

namespace KubeDaq.Api.HostAccess.Migration.Reading;

/// <summary>SELinux options: what had to be set may be set.</summary>
internal static class SeLinuxReading
{
    /// <param name="strategy">The field's value.</param>
    /// <param name="rule">The name of the field in it that says how: rule or type.</param>
    /// <param name="field">The path of the field.</param>
    /// <param name="left">Where to say what is left over.</param>
    public static AllowedSeLinux? Allowed(JsonNode? strategy, string rule, string field, Leftovers left)
    {
        if (strategy.Text(rule) == "RunAsAny")
            left.Add(field, "allowed any SELinux options", "types for containers need no policy; write others that pods set, such as spc_t, to spec.seLinux");
        if (strategy.Text(rule) != "MustRunAs")
            return null;
        left.Add(field, "wrote SELinux options into every pod", "write seLinuxOptions in the pods that need some; the level is free to choose");
        var options = strategy.At("seLinuxOptions");
        var allowed = new AllowedSeLinux
        {
            Users = One(options.Text("user")),
            Roles = One(options.Text("role")),
            Types = options.Text("type") is var type && Baseline.SeLinuxTypes.Contains(type) ? [] : [type],
        };
        return allowed is { Users.Count: 0, Roles.Count: 0, Types.Count: 0 } ? null : allowed;
    }

    private static IReadOnlyList<string> One(string name) => name.Length == 0 ? [] : [name];
}

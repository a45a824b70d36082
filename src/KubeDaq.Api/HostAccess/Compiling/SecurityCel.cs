using KubeDaq.Api.HostAccess.Needs;
using static KubeDaq.Api.HostAccess.Compiling.Cel;

namespace KubeDaq.Api.HostAccess.Compiling;

/// <summary>What <see cref="SecurityReading"/> and <see cref="ResourceReading"/> read, in CEL. A presence test costs next to nothing, an optional chain does not.</summary>
internal static class SecurityCel
{
    /// <summary>The controls that a pod's security context and a container's have in common.</summary>
    public static string Needs(string context) => Join(
        When($"has({context}.windowsOptions) && {context}.windowsOptions.?hostProcess.orValue(false)", Text(Words.HostProcess)),
        Profile(context, "seccompProfile", Words.Seccomp),
        Profile(context, "appArmorProfile", Words.AppArmor),
        Lists($"has({context}.seLinuxOptions)", Join(
            SeLinux(context, "user", "''", Words.SeLinuxUser), SeLinux(context, "role", "''", Words.SeLinuxRole), SeLinux(context, "type", Texts(Baseline.SeLinuxTypes)[1..^1], Words.SeLinuxType))));

    /// <summary>The huge pages and extended resources of a container or pod.</summary>
    public static string Resources(string holder) => Lists(
        $"has({holder}.resources) && (has({holder}.resources.limits) || has({holder}.resources.requests))",
        Join(Names(holder, $"k.startsWith({Text(Words.HugePages)})"), Names(holder, "k.contains('/')") + $".map(k, {Text(Words.Resource)} + k)"));

    /// <summary>The names of resources that a holder asks for, of those that meet a condition on <c>k</c>: a request without a limit counts too.</summary>
    public static string Names(string holder, string condition) =>
        $"({holder}.?resources.?limits.orValue({{}}).filter(k, {condition}) + "
        + $"{holder}.?resources.?requests.orValue({{}}).filter(k, {condition} && !(k in {holder}.?resources.?limits.orValue({{}}))))";

    private static string Profile(string context, string field, string word) => When(
        $"has({context}.{field}) && !({context}.{field}.?type.orValue('RuntimeDefault') in {Texts(Baseline.Profiles)})", $"{Text(word)} + {context}.{field}.type");

    private static string SeLinux(string context, string field, string allowed, string word) => When(
        $"!({context}.seLinuxOptions.?{field}.orValue('') in [{allowed}])", $"{Text(word)} + {context}.seLinuxOptions.{field}");
}

using KubeDaq.Api.HostAccess.Needs;
using static KubeDaq.Api.HostAccess.Compiling.Cel;

namespace KubeDaq.Api.HostAccess.Compiling;

/// <summary>What <see cref="SecurityReading"/> and <see cref="ResourceReading"/> read, in CEL.</summary>
internal static class SecurityCel
{
    public static string Needs(string holder) => Join(
        When($"{holder}.?securityContext.?windowsOptions.?hostProcess.orValue(false)", Text(Words.HostProcess)),
        Profile(holder, "seccompProfile", Words.Seccomp),
        Profile(holder, "appArmorProfile", Words.AppArmor),
        SeLinux(holder, "user", "''", Words.SeLinuxUser),
        SeLinux(holder, "role", "''", Words.SeLinuxRole),
        SeLinux(holder, "type", Texts(Baseline.SeLinuxTypes)[1..^1], Words.SeLinuxType));

    public static string Resources(string holder) => Join(
        Names(holder, $"k.startsWith({Text(Words.HugePages)})"),
        Names(holder, "k.contains('/')") + $".map(k, {Text(Words.Resource)} + k)");

    /// <summary>The names of resources that a holder asks for, of those that meet a condition on <c>k</c>: a request without a limit counts too.</summary>
    public static string Names(string holder, string condition) =>
        $"({holder}.?resources.?limits.orValue({{}}).filter(k, {condition}) + "
        + $"{holder}.?resources.?requests.orValue({{}}).filter(k, {condition} && !(k in {holder}.?resources.?limits.orValue({{}}))))";

    private static string Profile(string holder, string field, string word) => When(
        $"!({holder}.?securityContext.?{field}.?type.orValue('RuntimeDefault') in {Texts(Baseline.Profiles)})",
        $"{Text(word)} + {holder}.securityContext.{field}.type");

    private static string SeLinux(string holder, string field, string allowed, string word) => When(
        $"!({holder}.?securityContext.?seLinuxOptions.?{field}.orValue('') in [{allowed}])",
        $"{Text(word)} + {holder}.securityContext.seLinuxOptions.{field}");
}

using KubeDaq.Api.HostAccess.Granting;
using KubeDaq.Api.HostAccess.Needs;

namespace KubeDaq.Api.HostAccess.Judging;

/// <summary>Says what a policy does not allow of what a pod takes.</summary>
internal static class Refusals
{
    public static IEnumerable<string> Of(PolicyGrants grants, PodNeeds pod)
    {
        foreach (var need in pod.Needs.Where(need => !grants.HasWord(need.What)))
            yield return $"does not allow {need.What} ({need.Place}){Nearly(grants, need.What)}";
        // Without any range the word itself is refused above.
        if (grants.HostPorts is { Count: > 0 } ranges)
        {
            foreach (var port in pod.HostPorts.Where(port => !grants.HasPort(port)).Distinct())
                yield return $"does not allow hostPort {port}, only {string.Join(", ", ranges.Select(range => $"{range.Min}-{range.Max}"))}";
        }
        foreach (var (size, bytes) in pod.HugePages.Where(pages => grants.HugePages.ContainsKey(pages.Key) && !grants.HasPages(pages.Key, pages.Value)))
            yield return $"does not allow {bytes} bytes of hugepages-{size}, only {grants.HugePages[size]}";
        if (!grants.MayEscalate && pod.Escalates)
            yield return "wants allowPrivilegeEscalation: false in the securityContext of every container";
    }

    private static string Nearly(PolicyGrants grants, string need) =>
        need.StartsWith(Words.HostPath, StringComparison.Ordinal) && grants.HasWord(Words.ReadOnlyHostPath + need[Words.HostPath.Length..])
            ? ", but would with readOnly: true in every volumeMount of the volume"
            : "";
}

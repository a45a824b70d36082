using KubeDaq.Api.HostAccess.Needs;
using KubeDaq.Api.Meta;

namespace KubeDaq.Api.HostAccess.Granting;

/// <summary>What a policy allows, in the form in which needs are held against it. The compiler writes the same in CEL.</summary>
internal sealed record PolicyGrants
{
    /// <summary>Needs that are allowed word for word.</summary>
    public required IReadOnlyList<string> Exact { get; init; }

    /// <summary>How needs begin that are allowed whatever follows.</summary>
    public required IReadOnlyList<string> Prefixes { get; init; }

    /// <summary>The host ports; null for all, empty for none.</summary>
    public required IReadOnlyList<HostPortRange>? HostPorts { get; init; }

    /// <summary>The most bytes of huge pages of each size.</summary>
    public required IReadOnlyDictionary<string, long> HugePages { get; init; }

    /// <summary>Whether a container may gain privileges.</summary>
    public required bool MayEscalate { get; init; }

    public static PolicyGrants Of(HostAccessPolicySpec spec) => new()
    {
        Exact = [.. GrantWords.Exact(spec).Distinct().Order(StringComparer.Ordinal)],
        Prefixes = [.. GrantWords.Prefixes(spec).Distinct().Order(StringComparer.Ordinal)],
        // Who is in the host's network listens on any port, declared or not.
        HostPorts = spec.HostNetwork && spec.HostPorts.Count == 0 ? null : spec.HostPorts,
        HugePages = spec.HugePages.ToDictionary(pages => pages.Size, pages => Quantity.Bytes(pages.Max)),
        MayEscalate = spec.AllowPrivilegeEscalation,
    };

    /// <summary>Whether the need is allowed by its words; ports and amounts are looked at besides.</summary>
    public bool HasWord(string need) =>
        Exact.Contains(need) || Prefixes.Any(prefix => need.StartsWith(prefix, StringComparison.Ordinal));

    public bool HasPort(int port) => HostPorts is null || HostPorts.Any(range => port >= range.Min && port <= range.Max);

    public bool HasPages(string size, long bytes) => HugePages.TryGetValue(size, out var max) && bytes <= max;

    /// <summary>Whether a policy allows all that a pod takes.</summary>
    public bool Fits(PodNeeds pod) =>
        (MayEscalate || !pod.Escalates)
        && pod.Needs.All(need => HasWord(need.What))
        && pod.HostPorts.All(HasPort)
        && pod.HugePages.All(pages => HasPages(pages.Key, pages.Value));

    /// <summary>Whether these grants allow every pod that the other ones allow.</summary>
    public bool Cover(PolicyGrants other) =>
        (MayEscalate || !other.MayEscalate)
        && other.Exact.All(HasWord)
        && other.Prefixes.All(prefix => Prefixes.Any(own => prefix.StartsWith(own, StringComparison.Ordinal)))
        && CoverPorts(other.HostPorts)
        && other.HugePages.All(pages => HasPages(pages.Key, pages.Value));

    private bool CoverPorts(IReadOnlyList<HostPortRange>? others) =>
        HostPorts is null || (others?.All(other => HostPorts.Any(own => own.Min <= other.Min && own.Max >= other.Max)) ?? false);
}

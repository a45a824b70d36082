using System.Globalization;
using KubeDaq.Api.HostAccess.Migration.Reading;

namespace KubeDaq.Api.HostAccess.Migration;

/// <summary>An older policy and the name that it gets.</summary>
internal sealed record NamedPolicy(OldPolicy Old, string Name);

/// <summary>Finds a name for each policy: its own where that can be.</summary>
internal static class PolicyNames
{
    private const int MaxLength = 63;

    // Levels of the Pod Security Standards.
    private static readonly string[] Reserved = ["baseline", "restricted"];

    public static IReadOnlyList<NamedPolicy> Of(IEnumerable<OldPolicy> policies)
    {
        var named = new List<NamedPolicy>();
        foreach (var policy in policies)
            named.Add(new NamedPolicy(policy, Free(Plain(policy), [.. named.Select(other => other.Name)])));
        return named;
    }

    private static string Plain(OldPolicy policy)
    {
        var label = string.Concat(policy.Name.ToLower(CultureInfo.InvariantCulture).Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')).Trim('-');
        var name = label.Length == 0 || Reserved.Contains(label) ? $"{(policy.Source.StartsWith(PodSecurityPolicyReading.Kind, StringComparison.Ordinal) ? "psp" : "scc")}-{label}".Trim('-') : label;
        return Short(name, MaxLength);
    }

    private static string Free(string name, IReadOnlyCollection<string> taken)
    {
        var free = name;
        for (var i = 2; taken.Contains(free); i++)
            free = $"{Short(name, MaxLength - 4)}-{i}";
        return free;
    }

    private static string Short(string name, int length) => (name.Length > length ? name[..length] : name).Trim('-');
}

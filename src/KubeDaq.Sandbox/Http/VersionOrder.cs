using System.Text.RegularExpressions;

namespace KubeDaq.Sandbox.Http;

/// <summary>Orders API versions as Kubernetes prefers them: v2, v1, v1beta2, v1alpha1, others.</summary>
internal sealed partial class VersionOrder : IComparer<string>
{
    /// <summary>The order.</summary>
    public static VersionOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(string? x, string? y) => Rank(y!).CompareTo(Rank(x!)) is not 0 and var order ? order : string.CompareOrdinal(x, y);

    private static (int Stability, int Major, int Minor) Rank(string version)
    {
        var match = Pattern().Match(version);
        if (!match.Success)
            return (0, 0, 0);
        var stability = match.Groups[2].Value switch { "alpha" => 1, "beta" => 2, _ => 3 };
        return (stability, int.Parse(match.Groups[1].Value), match.Groups[3].Success ? int.Parse(match.Groups[3].Value) : 0);
    }

    [GeneratedRegex(@"^v(\d{1,8})(?:(alpha|beta)(\d{1,8}))?\z")]
    private static partial Regex Pattern();
}

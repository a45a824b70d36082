using System.Text.RegularExpressions;

namespace KubeDaq.NodeAgent.Dra;

/// <summary>
/// Finds out whether a host's container runtime puts devices of a claim into containers. One that does not runs the pod without the device and
/// says nothing, so cards must not be offered by claims there.
/// </summary>
internal static partial class CdiSupport
{
    /// <summary>Why it does not; null when it does.</summary>
    /// <param name="runtime">The runtime as the node's status names it, <c>containerd://1.7.24</c>.</param>
    /// <param name="containerdConfiguration">The text of containerd's configuration; null where there is none to be read.</param>
    public static string? Missing(string? runtime, string? containerdConfiguration)
    {
        var match = Runtime().Match(runtime ?? "");
        var version = match.Success ? new Version(int.Parse(match.Groups["major"].Value), int.Parse(match.Groups["minor"].Value)) : new Version();
        return (match.Groups["name"].Value, version) switch
        {
            ("containerd", { Major: >= 2 }) when Disabled().IsMatch(containerdConfiguration ?? "") => $"{runtime} has enable_cdi = false in its configuration",
            ("containerd", { Major: >= 2 }) => null,
            ("containerd", { Major: 1, Minor: 7 }) when Enabled().IsMatch(containerdConfiguration ?? "") => null,
            ("containerd", { Major: 1, Minor: 7 }) => $"{runtime} needs enable_cdi = true in its configuration",
            ("cri-o", { Major: > 1 } or { Major: 1, Minor: >= 23 }) => null,
            ("containerd" or "cri-o", _) => $"{runtime} is too old: containerd 2.0, containerd 1.7 with enable_cdi = true, or CRI-O 1.23 puts devices of claims into containers",
            _ => $"it is not known whether {runtime ?? "the runtime"} puts devices of claims into containers",
        };
    }

    [GeneratedRegex(@"^(?<name>[a-z-]+)://v?(?<major>\d{1,4})\.(?<minor>\d{1,4})")]
    private static partial Regex Runtime();

    [GeneratedRegex(@"^\s*enable_cdi\s*=\s*true", RegexOptions.Multiline)]
    private static partial Regex Enabled();

    [GeneratedRegex(@"^\s*enable_cdi\s*=\s*false", RegexOptions.Multiline)]
    private static partial Regex Disabled();
}

using System.Text.Json.Nodes;
using KubeDaq.Api.HostAccess.Needs;

namespace KubeDaq.Api.HostAccess.Migration.Reading;

/// <summary>Host ports. A pod in the host's network listens on any port, so that without ranges all may be declared there; older policies then allowed none.</summary>
internal static class HostPortReading
{
    private const int Last = 65535;

    private static readonly HostPortRange Every = new() { Min = 1, Max = Last };

    /// <summary>Of a PodSecurityPolicy: ranges.</summary>
    public static IReadOnlyList<HostPortRange> Ranges(JsonObject spec, Leftovers left)
    {
        IReadOnlyList<HostPortRange> ranges =
        [
            .. spec.Items("hostPorts")
                .Select(range => new HostPortRange { Min = Math.Clamp(range.Number("min"), 1, Last), Max = Math.Min(range.Number("max"), Last) })
                .Where(range => range.Min <= range.Max),
        ];
        return Read(spec.Flag("hostNetwork"), ranges, "spec.hostPorts", left);
    }

    /// <summary>Of SecurityContextConstraints: all ports or none.</summary>
    public static IReadOnlyList<HostPortRange> AllOrNone(JsonObject value, Leftovers left) =>
        Read(value.Flag("allowHostNetwork"), value.Flag("allowHostPorts") ? [Every] : [], "allowHostPorts", left);

    private static IReadOnlyList<HostPortRange> Read(bool hostNetwork, IReadOnlyList<HostPortRange> ranges, string field, Leftovers left)
    {
        if (hostNetwork && ranges.Count == 0)
            left.Add(field, "allowed no pod in the host's network to declare a port, where it can listen on all of them", "write ranges to spec.hostPorts to limit what pods declare");
        return hostNetwork && ranges.Contains(Every) ? [] : ranges;
    }
}

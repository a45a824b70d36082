using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Scheduling;

/// <summary>A port of the host that a pod takes.</summary>
internal readonly record struct HostPort(long Port, string Protocol, string Address)
{
    private const string Any = "0.0.0.0";

    /// <summary>All that a pod takes; sidecars count, other init containers do not.</summary>
    public static IEnumerable<HostPort> Of(JsonObject pod) => pod.Maps("spec", "containers")
        .Concat(pod.Maps("spec", "initContainers").Where(container => container.Text("restartPolicy") == "Always"))
        .SelectMany(container => container.Maps("ports"))
        .Where(port => port.Number("hostPort") is > 0)
        .Select(port => new HostPort(port.Number("hostPort")!.Value, port.Text("protocol") ?? "TCP", port.Text("hostIP") is { Length: > 0 } address ? address : Any))
        .Distinct();

    /// <summary>Whether two pods cannot have these on one host.</summary>
    public bool Clashes(HostPort other) =>
        Port == other.Port && Protocol == other.Protocol && (Address == other.Address || Address is Any or "::" || other.Address is Any or "::");
}

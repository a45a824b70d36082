using System.Text.Json.Nodes;

namespace KubeDaq.Api.HostAccess.Needs;

/// <summary>All that a pod takes from its host beyond the level "baseline".</summary>
public sealed record PodNeeds
{
    /// <summary>The fields of a pod's spec that are looked at.</summary>
    internal static readonly string[] Fields =
        ["containers", "initContainers", "ephemeralContainers", "volumes", "hostNetwork", "hostPID", "hostIPC", "hostUsers", "securityContext", "resources", "serviceAccountName"];

    /// <summary>Each thing, with the part of the pod that takes it.</summary>
    public required IReadOnlyList<HostNeed> Needs { get; init; }

    /// <summary>The host ports that containers declare.</summary>
    public required IReadOnlyList<int> HostPorts { get; init; }

    /// <summary>For each size of huge pages, such as 1Gi, the bytes that all containers ask for together.</summary>
    public required IReadOnlyDictionary<string, long> HugePages { get; init; }

    /// <summary>Whether a container may gain more privileges than its parent, as it may where it does not say otherwise.</summary>
    public required bool Escalates { get; init; }

    /// <summary>Whether the pod takes nothing, and needs no policy.</summary>
    public bool IsBaseline => Needs.Count == 0;

    /// <summary>Reads a pod, or anything with a pod's metadata and spec.</summary>
    public static PodNeeds Of(JsonObject pod)
    {
        ArgumentNullException.ThrowIfNull(pod);
        var spec = pod["spec"];
        var containers = PodContainer.Of(spec);
        return new PodNeeds
        {
            Needs =
            [
                .. SpecReading.Needs(spec), .. VolumeReading.Needs(spec, containers), .. AnnotationReading.Needs(pod),
                .. containers.SelectMany(container => ContainerReading.Needs(container, spec)),
            ],
            HostPorts = [.. containers.SelectMany(container => ContainerReading.HostPorts(container, spec))],
            HugePages = HugePagesReading.Amounts(spec, containers),
            Escalates = containers.Any(container => container.Value.At("securityContext", "allowPrivilegeEscalation") is null
                || container.Value.Flag("securityContext", "allowPrivilegeEscalation")),
        };
    }
}

using System.Text.Json.Nodes;

namespace KubeDaq.Api.HostAccess.Needs;

/// <summary>The parts of the host's file system that a pod's volumes show.</summary>
internal static class VolumeReading
{
    public static IEnumerable<HostNeed> Needs(JsonNode? spec, IReadOnlyList<PodContainer> containers) =>
        from volume in spec.Items("volumes")
        where volume["hostPath"] is not null
        let name = volume.Text("name")
        select new HostNeed($"spec.volumes[{name}]", Word(volume.Text("hostPath", "path"), name, containers));

    private static string Word(string path, string volume, IReadOnlyList<PodContainer> containers)
    {
        if (path.Split('/').Contains(".."))
            return Words.BackwardHostPath + path;
        return (IsReadOnly(volume, containers) ? Words.ReadOnlyHostPath : Words.HostPath) + path;
    }

    private static bool IsReadOnly(string volume, IReadOnlyList<PodContainer> containers) =>
        containers.SelectMany(container => container.Value.Items("volumeMounts"))
            .All(mount => mount.Text("name") != volume || mount.Flag("readOnly"));
}

using System.Text.Json.Nodes;

namespace KubeDaq.Operator.Controllers.Partitions.Composing;

/// <summary>Mounts the host's /cvmfs; repositories that are mounted there later appear too.</summary>
internal static class CvmfsMounts
{
    private const string Volume = "kubedaq-cvmfs";
    private const string Path = "/cvmfs";

    public static void Add(JsonObject spec, IReadOnlyList<string> repositories)
    {
        if (repositories.Count == 0)
            return;
        PodContainers.List(spec, "volumes").Add(new JsonObject
        {
            ["name"] = Volume,
            ["hostPath"] = new JsonObject { ["path"] = Path, ["type"] = "Directory" },
        });
        foreach (var container in PodContainers.All(spec))
            Mount(PodContainers.List(container, "volumeMounts"));
    }

    /// <summary>What the user has mounted there stands.</summary>
    private static void Mount(JsonArray mounts)
    {
        if (mounts.OfType<JsonObject>().Any(m => (m["mountPath"] as JsonValue)?.ToString().TrimEnd('/') == Path))
            return;
        mounts.Add(new JsonObject
        {
            ["name"] = Volume,
            ["mountPath"] = Path,
            ["readOnly"] = true,
            ["mountPropagation"] = "HostToContainer",
        });
    }
}

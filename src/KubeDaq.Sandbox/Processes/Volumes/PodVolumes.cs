using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Processes.Containers;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Processes.Volumes;

/// <summary>The volumes of one pod on its host.</summary>
internal sealed class PodVolumes(string folder, VolumeContents contents, Func<string, string?> deviceFile, TimeProvider time)
{
    private const UnixFileMode Everybody = (UnixFileMode)0x1ff; // 777

    private readonly Dictionary<string, ContainerMount> _volumes = [];

    /// <summary>Makes all volumes, or brings those from the API up to date.</summary>
    /// <exception cref="VolumeException">One cannot be made; the message is a kubelet's.</exception>
    public void Prepare(JsonObject pod)
    {
        foreach (var volume in pod.Maps("spec", "volumes"))
        {
            try
            {
                _volumes[volume.Text("name") ?? ""] = Make(pod, volume);
            }
            catch (Exception exception) when (exception is VolumeException or IOException or UnauthorizedAccessException)
            {
                throw new VolumeException($"MountVolume.SetUp failed for volume \"{volume.Text("name")}\" : {exception.Message}");
            }
        }
    }

    /// <summary>Whether some volume can change while the pod runs.</summary>
    public static bool CanChange(JsonObject pod) => pod.Maps("spec", "volumes").Any(VolumeContents.AreIn);

    /// <summary>What a container mounts.</summary>
    public IEnumerable<ContainerMount> For(JsonObject container, Func<string, string> expand) => container.Maps("volumeMounts").Select(mount =>
    {
        var name = mount.Text("name") ?? "";
        var target = "/" + (mount.Text("mountPath") ?? "").Trim('/');
        if (!_volumes.TryGetValue(name, out var volume))
            throw new ContainerStartException(ContainerStartException.ConfigError, $"volume \"{name}\" of mount \"{target}\" is of a kind that the sandbox does not make");
        return new ContainerMount(SubPath(volume.Source, mount, expand), target, volume.ReadOnly || mount.Flag("readOnly"));
    });

    private static string SubPath(string source, JsonObject mount, Func<string, string> expand)
    {
        var path = mount.Text("subPathExpr") is { Length: > 0 } expression ? expand(expression) : mount.Text("subPath") ?? "";
        if (path.Length == 0)
            return source;
        if (path.StartsWith('/') || path.Split('/').Contains(".."))
            throw new ContainerStartException(ContainerStartException.ConfigError, $"subPath \"{path}\" must be a relative path without '..'");
        var full = Path.Combine(source, path);
        if (!Path.Exists(full))
            Directory.CreateDirectory(full);
        // A link (as every file of a ConfigMap is) cannot be mounted on; what it leads to now can.
        return new FileInfo(full).ResolveLinkTarget(returnFinalTarget: true)?.FullName is { } file ? File.Exists(file) || Directory.Exists(file) ? Path.GetFullPath(file) : full : full;
    }

    private ContainerMount Make(JsonObject pod, JsonObject volume)
    {
        var path = Path.Combine(folder, volume.Text("name") ?? "");
        if (VolumeContents.AreIn(volume))
        {
            Directory.CreateDirectory(path);
            AtomicFolder.Write(path, contents.Of(pod, volume), time);
            return new(path, "", ReadOnly: true);
        }
        if (volume["emptyDir"] is not null)
        {
            Directory.CreateDirectory(path);
            File.SetUnixFileMode(path, Everybody);
            return new(path, "");
        }
        if (volume["hostPath"] is { } host)
            return new(HostPath(host.Text("path") ?? "/", host.Text("type") ?? ""), "");
        throw new VolumeException("the sandbox makes emptyDir, configMap, secret, projected, downwardAPI and hostPath volumes only");
    }

    private string HostPath(string path, string type)
    {
        if (deviceFile(path) is { } device)
            return device;
        if (type == "DirectoryOrCreate")
            Directory.CreateDirectory(path);
        else if (type == "FileOrCreate" && !File.Exists(path))
            File.Create(path).Dispose();
        var wrong = type switch
        {
            "Directory" or "DirectoryOrCreate" when !Directory.Exists(path) => "a directory",
            "File" or "FileOrCreate" when !File.Exists(path) => "a file",
            "Socket" or "CharDevice" or "BlockDevice" when !Path.Exists(path) => "a " + type,
            _ => null,
        };
        return wrong is null ? path : throw new VolumeException($"hostPath type check failed: {path} is not {wrong}");
    }
}

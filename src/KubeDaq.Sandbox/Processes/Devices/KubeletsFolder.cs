using KubeDaq.Sandbox.Processes.Containers;

namespace KubeDaq.Sandbox.Processes.Devices;

/// <summary>
/// Where the kubelets of all hosts have their folders: with the sandbox's other files, but the path of a unix socket has room for 107 letters
/// only, so a sandbox deep in the tree has them in a temporary folder.
/// </summary>
internal sealed class KubeletsFolder(string directory) : IDisposable
{
    private const int LongestDirectory = 30;

    private readonly string _root = directory.Length <= LongestDirectory
        ? Path.Combine(directory, "kubelets")
        : Directory.CreateTempSubdirectory("kubedaq-kubelets-").FullName;

    /// <summary>The folder of a host's kubelet.</summary>
    public KubeletFolders Of(int place) => new(Path.Combine(_root, $"{place}"));

    /// <inheritdoc/>
    public void Dispose() => FolderRemoval.TryDelete(_root);
}

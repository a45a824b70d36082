namespace KubeDaq.NodeAgent.Guarding;

/// <summary>
/// The host's control groups: where a pod's group has a process, something of the pod lives, whatever the kubelet and the API server believe.
/// A pod that was deleted by force is forgotten by both while its container still ends.
/// </summary>
/// <param name="hostRoot">Where the host's <c>/</c> is seen.</param>
internal sealed class CgroupTree(string hostRoot)
{
    // Version 2 and systemd's part of version 1; the other controllers of version 1 have the same groups.
    private static readonly string[] Hierarchies = ["", "pids", "memory", "systemd"];

    // ENODEV, from a group that was removed while its file was open.
    private const int NoSuchDevice = 19;

    private readonly string _root = Path.Combine(hostRoot, "sys/fs/cgroup");

    /// <summary>Whether a process of the pod lives.</summary>
    public bool HasProcesses(string podUid)
    {
        string[] names = [$"pod{podUid}", $"pod{podUid.Replace('-', '_')}.slice"];
        return podUid.Length > 0 && Hierarchies
            .SelectMany(hierarchy => Folders(Path.Combine(_root, hierarchy), "kubepods*"))
            .SelectMany(pods => Folders(pods, "*").SelectMany(one => Folders(one, "*").Prepend(one)))
            .Where(folder => names.Any(name => folder.EndsWith(name, StringComparison.Ordinal)))
            .Any(IsPopulated);
    }

    private static bool IsPopulated(string folder) =>
        HasText(Path.Combine(folder, "cgroup.procs")) || Folders(folder, "*").Any(IsPopulated);

    // Groups vanish while one looks.
    private static string[] Folders(string folder, string pattern)
    {
        try
        {
            return Directory.GetDirectories(folder, pattern);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static bool HasText(string file)
    {
        try
        {
            return File.ReadAllText(file).Length > 0;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException or IOException { HResult: NoSuchDevice })
        {
            return false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Not known: to refuse a card is better than to give it twice.
            return true;
        }
    }
}

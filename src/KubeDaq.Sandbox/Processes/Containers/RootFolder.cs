using System.Text;

namespace KubeDaq.Sandbox.Processes.Containers;

/// <summary>
/// The root folder of a container: a skeleton of empty folders and files on which the machine's own are bound. It differs from the machine
/// only on the way to a mount, so that a mount point which the machine does not have is made in the skeleton and never on the machine.
/// </summary>
internal sealed class RootFolder
{
    // Every container has its own: nothing that it leaves here stays on the machine, and /var/run leads to /run.
    private static readonly string[] Private = ["/run", "/dev", "/proc"];
    private static readonly string[] Devices = ["null", "zero", "full", "random", "urandom", "tty", "ptmx"];

    private const UnixFileMode ForEverybody = (UnixFileMode)0x3ff; // 1777

    private readonly string _folder;
    private readonly HashSet<string> _open = new(StringComparer.Ordinal) { "/" };
    private readonly Dictionary<string, ContainerMount> _targets = new(StringComparer.Ordinal);
    private readonly StringBuilder _table = new();

    private RootFolder(string folder) => _folder = folder;

    /// <summary>Makes the skeleton in an empty folder.</summary>
    /// <returns>The mounts to be made, in the format of /etc/fstab.</returns>
    public static string Make(string folder, IReadOnlyList<ContainerMount> mounts)
    {
        var root = new RootFolder(folder);
        foreach (var mount in mounts)
            root._targets[MachinePath.Resolve(mount.Target)] = mount;
        foreach (var target in root._targets.Keys)
        {
            for (var parent = Path.GetDirectoryName(target); parent is not null; parent = Path.GetDirectoryName(parent))
                root._open.Add(parent);
        }
        root.MakeFolder("/");
        root.MakeDev();
        root.Row("proc", "/proc", "proc", "nosuid,nodev,noexec");
        Directory.CreateDirectory(root.InSkeleton("/run/tmp"));
        File.SetUnixFileMode(root.InSkeleton("/run/tmp"), ForEverybody);
        root.MakeNestedTargets();
        return root._table.ToString();
    }

    private void MakeFolder(string path)
    {
        Directory.CreateDirectory(InSkeleton(path));
        if (!Private.Contains(path) && Directory.Exists(path))
        {
            // What contains the skeleton itself goes first: a later bind would repeat the mounts made in it before.
            foreach (var entry in new DirectoryInfo(path).EnumerateFileSystemInfos().OrderByDescending(entry => IsOrContains(entry.FullName)))
                MakeEntry(entry);
        }
        foreach (var child in _open.Concat(_targets.Keys).Where(one => one != "/" && Path.GetDirectoryName(one) == path && !Exists(one)).ToList())
            MakeWanted(child);
    }

    private void MakeEntry(FileSystemInfo entry)
    {
        if (_targets.ContainsKey(entry.FullName) || _open.Contains(entry.FullName) || Private.Contains(entry.FullName))
            MakeWanted(entry.FullName);
        else if (entry.LinkTarget is { } link)
            File.CreateSymbolicLink(InSkeleton(entry.FullName), link);
        else
            Bind(new(entry.FullName, entry.FullName));
    }

    private void MakeWanted(string path)
    {
        if (_targets.TryGetValue(path, out var mount))
            Bind(mount with { Target = path });
        else
            MakeFolder(path);
    }

    // A mount below another one: its mount point must be in the volume that is mounted above, as with any container engine.
    private void MakeNestedTargets()
    {
        foreach (var (path, mount) in _targets.OrderBy(pair => pair.Key.Count(letter => letter == '/')))
        {
            if (Above(path) is not { } above)
                continue;
            var inVolume = Path.Combine(above.Value.Source, path[(above.Key.Length + 1)..]);
            MakePoint(inVolume, Directory.Exists(mount.Source));
            Row(mount.Source, path, "none", mount.ReadOnly ? "rbind,ro" : "rbind");
        }
    }

    private KeyValuePair<string, ContainerMount>? Above(string path) => _targets
        .Where(other => path.StartsWith(other.Key + "/", StringComparison.Ordinal))
        .OrderByDescending(other => other.Key.Length)
        .Select(other => (KeyValuePair<string, ContainerMount>?)other)
        .FirstOrDefault();

    private void MakeDev()
    {
        foreach (var device in Devices.Where(name => File.Exists("/dev/" + name)))
            Bind(new("/dev/" + device, "/dev/" + device));
        Bind(new("/dev/pts", "/dev/pts"));
        Directory.CreateDirectory(InSkeleton("/dev/shm"));
        Row("tmpfs", "/dev/shm", "tmpfs", "nosuid,nodev,mode=1777");
        foreach (var (name, target) in new[] { ("fd", "/proc/self/fd"), ("stdin", "/proc/self/fd/0"), ("stdout", "/proc/self/fd/1"), ("stderr", "/proc/self/fd/2") })
            File.CreateSymbolicLink(InSkeleton("/dev/" + name), target);
    }

    private void Bind(ContainerMount mount)
    {
        if (Above(mount.Target) is not null)
            return;
        MakePoint(InSkeleton(mount.Target), Directory.Exists(mount.Source));
        Row(mount.Source, mount.Target, "none", mount.ReadOnly ? "rbind,ro" : "rbind");
    }

    private static void MakePoint(string path, bool isFolder)
    {
        if (isFolder)
            Directory.CreateDirectory(path);
        else if (!File.Exists(path))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Create(path).Dispose();
        }
    }

    private void Row(string source, string target, string kind, string options) =>
        _table.Append($"{Escape(source)} {Escape(InSkeleton(target))} {kind} {options} 0 0\n");

    private bool IsOrContains(string path) => _folder.StartsWith(path + "/", StringComparison.Ordinal);

    private bool Exists(string path) => Path.Exists(InSkeleton(path));

    private string InSkeleton(string path) => _folder + path;

    private static string Escape(string path) =>
        path.Replace("\\", "\\134", StringComparison.Ordinal).Replace(" ", "\\040", StringComparison.Ordinal)
            .Replace("\t", "\\011", StringComparison.Ordinal).Replace("\n", "\\012", StringComparison.Ordinal);
}

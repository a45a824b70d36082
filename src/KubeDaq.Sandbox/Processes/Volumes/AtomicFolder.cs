using System.Runtime.InteropServices;
using KubeDaq.Sandbox.Processes.Containers;

namespace KubeDaq.Sandbox.Processes.Volumes;

/// <summary>
/// Writes a set of files so that a reader sees all old or all new ones: they are in a hidden folder to which <c>..data</c> points, every
/// visible name is a link through it, and an update moves only that one link.
/// </summary>
internal static class AtomicFolder
{
    private const string Data = "..data";

    /// <summary>Brings a folder to these files; does nothing when it has them.</summary>
    public static void Write(string folder, IReadOnlyList<VolumeFile> files, TimeProvider time)
    {
        var data = Path.Combine(folder, Data);
        var old = new DirectoryInfo(data).LinkTarget;
        if (old is not null && Same(Path.Combine(folder, old), files))
            return;
        var fresh = $"..{time.GetUtcNow():yyyy_MM_dd_HH_mm_ss}.{Guid.NewGuid().ToString("N")[..10]}";
        foreach (var file in files)
            WriteFile(Path.Combine(folder, fresh, file.Path), file);
        Directory.CreateDirectory(Path.Combine(folder, fresh));
        File.Delete(data + "_tmp");
        File.CreateSymbolicLink(data + "_tmp", fresh);
        if (Libc.Rename(data + "_tmp", data) != 0)
            throw new IOException($"cannot rename {data}_tmp: error {Marshal.GetLastPInvokeError()}");
        Link(folder, files.Select(file => file.Path.Split('/')[0]).ToHashSet());
        if (old is not null)
            Directory.Delete(Path.Combine(folder, old), recursive: true);
    }

    private static bool Same(string folder, IReadOnlyList<VolumeFile> files) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Count() == files.Count
        && files.All(file => File.Exists(Path.Combine(folder, file.Path)) && File.ReadAllBytes(Path.Combine(folder, file.Path)).AsSpan().SequenceEqual(file.Content));

    private static void WriteFile(string path, VolumeFile file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, file.Content);
        File.SetUnixFileMode(path, file.Mode);
    }

    private static void Link(string folder, HashSet<string> names)
    {
        foreach (var name in names.Where(name => new FileInfo(Path.Combine(folder, name)).LinkTarget is null))
            File.CreateSymbolicLink(Path.Combine(folder, name), $"{Data}/{name}");
        foreach (var gone in new DirectoryInfo(folder).EnumerateFileSystemInfos().Where(entry => !entry.Name.StartsWith("..", StringComparison.Ordinal) && !names.Contains(entry.Name)).ToList())
            File.Delete(gone.FullName);
    }
}

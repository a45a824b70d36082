using System.Buffers;
using System.Text;

namespace KubeDaq.NodeAgent.Discovery.Files;

/// <summary>
/// The host's files below a root that is <c>/</c>, a mount of it, or a recorded tree. Hardware comes and goes while it is read: what cannot
/// be read is not there.
/// </summary>
internal sealed class HostFiles(string root)
{
    private const int MaxLength = 1 << 20;

    private readonly string _root = root.TrimEnd('/');

    /// <summary>Where a path of the host is seen here.</summary>
    public string Here(string path) => _root + path;

    /// <summary>The text of a file, without the spaces around it; null where it cannot be read.</summary>
    public string? Text(string path) => Bytes(path, MaxLength) is { } bytes ? Encoding.UTF8.GetString(bytes).Trim() : null;

    /// <summary>A number written in decimal; null where there is none.</summary>
    public int? Number(string path) => int.TryParse(Text(path), out var number) ? number : null;

    /// <summary>The first bytes of a file; null where it cannot be read. To ask first spares an exception: much that is looked for is not there on most hosts.</summary>
    public byte[]? Bytes(string path, int count) => !File.Exists(Here(path)) ? null : Attempt(() => Read(path, count));

    /// <summary>The names in a folder, in order; none where it cannot be read.</summary>
    public IReadOnlyList<string> Names(string path) => !Directory.Exists(Here(path)) ? [] : Attempt(() => Sorted(Directory.GetFileSystemEntries(Here(path)))) ?? [];

    /// <summary>Whether a file, folder or device is there. A link counts whether or not its target is.</summary>
    public bool Exists(string path) => Attempt(() => (object?)(Path.Exists(Here(path)) ? this : null)) is not null;

    /// <summary>When a file was made or written; a time long ago where there is none or it cannot be seen. The kernel and udev make a device's file anew with its driver.</summary>
    public DateTime Changed(string path) => Attempt(() => (object?)File.GetLastWriteTimeUtc(Here(path))) is DateTime changed ? changed : default;

    /// <summary>Where a link of the host points to, as a path of the host; null where it is no link.</summary>
    public string? Target(string path) => Attempt(() =>
        new FileInfo(Here(path)).LinkTarget is { } target
            ? Path.GetFullPath(target, Path.GetDirectoryName(path) ?? "/")
            : null);

    /// <summary>The path with its links followed, each on its own: sysfs shows one device in many folders.</summary>
    public string Real(string path)
    {
        var real = "";
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
            real = Target($"{real}/{part}") ?? $"{real}/{part}";
        return real;
    }

    private static string[] Sorted(string[] paths)
    {
        var names = Array.ConvertAll(paths, path => Path.GetFileName(path));
        Array.Sort(names, StringComparer.Ordinal);
        return names;
    }

    private byte[] Read(string path, int count)
    {
        using var file = File.OpenHandle(Here(path), share: FileShare.ReadWrite);
        // Most files that are looked at again and again are a few letters long: the room to read them is lent.
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Min(count, 4096));
        try
        {
            var filled = 0;
            // Files of /proc and /sys do not know their length.
            while (filled < count && RandomAccess.Read(file, buffer.AsSpan(filled, Math.Min(buffer.Length, count) - filled), filled) is > 0 and var read)
            {
                filled += read;
                if (filled == buffer.Length && filled < count)
                    buffer = Grow(buffer);
            }

            return buffer[..filled];
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] Grow(byte[] full)
    {
        var larger = ArrayPool<byte>.Shared.Rent(full.Length * 2);
        full.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(full);
        return larger;
    }

    private static T? Attempt<T>(Func<T?> read) where T : class
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return null;
        }
    }
}

using System.Runtime.InteropServices;

namespace KubeDaq.NodeAgent.Checkpoint;

/// <summary>Writes a file so that after a crash there is the old content or the new one, and nothing between.</summary>
internal static partial class DurableFile
{
    private const string Unfinished = ".new";
    private const int ReadOnlyFolder = 0x10000; // O_RDONLY | O_DIRECTORY

    /// <summary>Puts a new content in the place of the old one; when this returns it is on the disk.</summary>
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        using (var file = File.OpenHandle(path + Unfinished, FileMode.Create, FileAccess.Write))
        {
            RandomAccess.Write(file, content, 0);
            RandomAccess.FlushToDisk(file);
        }
        File.Move(path + Unfinished, path, overwrite: true);
        FlushFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>Removes what a crash in the middle of writing left.</summary>
    public static void ForgetUnfinished(string path) => File.Delete(path + Unfinished);

    /// <summary>Makes the names in a folder last.</summary>
    public static void FlushFolder(string folder)
    {
        var descriptor = Open(folder, ReadOnlyFolder);
        if (descriptor < 0)
            throw new IOException($"cannot open folder {folder}: error {Marshal.GetLastPInvokeError()}");
        var failed = Flush(descriptor) != 0;
        _ = Close(descriptor);
        if (failed)
            throw new IOException($"cannot flush folder {folder}: error {Marshal.GetLastPInvokeError()}");
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Flush(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}

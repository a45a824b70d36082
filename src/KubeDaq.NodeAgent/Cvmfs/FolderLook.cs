namespace KubeDaq.NodeAgent.Cvmfs;

/// <summary>What the probe's process does: opens the folder and reads its first entry, which a repository without its server cannot give.</summary>
internal static class FolderLook
{
    public static int Run(string folder)
    {
        try
        {
            using var entries = Directory.EnumerateFileSystemEntries(folder).GetEnumerator();
            if (entries.MoveNext())
                return 0;
            Console.Error.WriteLine("is mounted and empty");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"cannot be read: {e.Message}");
        }

        return 1;
    }
}

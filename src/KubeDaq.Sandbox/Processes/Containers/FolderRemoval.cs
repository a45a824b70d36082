namespace KubeDaq.Sandbox.Processes.Containers;

/// <summary>Removes folders in which containers wrote.</summary>
internal static class FolderRemoval
{
    /// <summary>Removes what can be removed: a container may have left folders that its user cannot open. The next start tries again.</summary>
    public static void TryDelete(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Only space on the disk is lost.
        }
    }
}

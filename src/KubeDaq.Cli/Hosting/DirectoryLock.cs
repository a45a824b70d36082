namespace KubeDaq.Cli.Hosting;

/// <summary>Keeps a second sandbox out of a directory; the kernel gives it back when the process ends, however it ends.</summary>
internal sealed class DirectoryLock : IDisposable
{
    private readonly FileStream _file;

    private DirectoryLock(FileStream file) => _file = file;

    public static DirectoryLock Take(string directory)
    {
        Directory.CreateDirectory(directory);
        var path = Path.Combine(directory, "lock");
        try
        {
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            using var writer = new StreamWriter(file, leaveOpen: true);
            file.SetLength(0);
            writer.Write(Environment.ProcessId);
            return new DirectoryLock(file);
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or FileNotFoundException))
        {
            throw new CommandFailure(ExitCode.Error, $"another sandbox runs in {directory}: end it with Ctrl-C or SIGTERM, or choose another directory with --dir");
        }
    }

    public void Dispose() => _file.Dispose();
}

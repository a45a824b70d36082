namespace KubeDaq.Sandbox.Processes.Containers;

/// <summary>
/// Looks for a container's program where the container will see it, so that a missing one is told as a container engine tells it.
/// </summary>
internal sealed class ExecutableSearch(IReadOnlyList<ContainerMount> mounts)
{
    private const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private const string Prefix =
        "failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: " +
        "unable to start container process: error during container init: ";

    private const string Missing = "no such file or directory";

    /// <summary>Why the program cannot be started, in the engine's words; null when it can.</summary>
    public string? Refuse(string program, string? path, string workingFolder)
    {
        if (program.Contains('/', StringComparison.Ordinal))
            return Problem(Path.Combine(workingFolder, program)) is { } problem ? $"{Prefix}exec: \"{program}\": {Stat(program, problem)}" : null;
        var problems = (path ?? "").Split(':').Select(folder => Problem(Path.Combine(folder.Length == 0 ? workingFolder : folder, program)));
        return problems.Contains(null) ? null : $"{Prefix}exec: \"{program}\": executable file not found in $PATH";
    }

    private static string Stat(string program, string problem) => problem == Missing ? $"stat {program}: {problem}" : problem;

    private string? Problem(string path)
    {
        var file = new FileInfo(OnMachine(path));
        if (file.LinkTarget is not null && file.ResolveLinkTarget(true) is { } target)
            file = new FileInfo(target.FullName);
        if (Directory.Exists(file.FullName))
            return "is a directory";
        if (!file.Exists)
            return Missing;
        return (file.UnixFileMode & AnyExecute) == 0 ? "permission denied" : null;
    }

    private string OnMachine(string path)
    {
        var full = MachinePath.Resolve(path);
        var mount = mounts
            .Select(one => (one.Source, Target: MachinePath.Resolve(one.Target)))
            .Where(one => full == one.Target || full.StartsWith(one.Target + "/", StringComparison.Ordinal))
            .OrderByDescending(one => one.Target.Length)
            .FirstOrDefault();
        return mount.Source is null ? full : mount.Source + full[mount.Target.Length..];
    }
}

namespace KubeDaq.Cli.Hosting;

/// <summary>Where a sandbox's pods find programs beside those of the machine: this command's own folder, and the samples of a checkout.</summary>
internal static class ProgramFolders
{
    public static IReadOnlyList<string> All { get; } = [.. Candidates(AppContext.BaseDirectory).Where(Directory.Exists)];

    /// <summary>In a checkout both are below artifacts/bin: KubeDaq.Cli/release and samples/release.</summary>
    internal static IEnumerable<string> Candidates(string own)
    {
        own = own.TrimEnd(Path.DirectorySeparatorChar);
        yield return own;
        var configuration = Path.GetFileName(own);
        if (Path.GetDirectoryName(Path.GetDirectoryName(own)) is { } built)
            yield return Path.Combine(built, "samples", configuration);
    }

    /// <summary>Puts them in front of this process's PATH, which is the one that pods get.</summary>
    public static void AddToPath() =>
        Environment.SetEnvironmentVariable("PATH", string.Join(Path.PathSeparator, All.Append(Environment.GetEnvironmentVariable("PATH") ?? "")));
}

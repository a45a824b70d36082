namespace KubeDaq.Cli.Hosting;

/// <summary>Where a sandbox's pods find programs beside those of the machine and this command itself: the samples of a checkout.</summary>
internal static class ProgramFolders
{
    public static IReadOnlyList<string> All { get; } = [.. Candidates(AppContext.BaseDirectory).Where(Directory.Exists)];

    /// <summary>In a checkout both are below artifacts/bin: KubeDaq.Cli/release and samples/release.</summary>
    internal static IEnumerable<string> Candidates(string own)
    {
        own = Path.TrimEndingDirectorySeparator(own);
        return Path.GetDirectoryName(Path.GetDirectoryName(own)) is { } built ? [Path.Combine(built, "samples", Path.GetFileName(own))] : [];
    }
}

namespace KubeDaq.Integration.Tests.Clusters;

/// <summary>The programs that the tests run, built with them.</summary>
internal static class Executables
{
    /// <summary>The checkout that the tests were built from.</summary>
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    public static string Kubedaq { get; } = Path.Combine(Root, "artifacts", "bin", "KubeDaq.Cli", Configuration, "kubedaq");

    public static string Agent { get; } = Path.Combine(Root, "artifacts", "bin", "KubeDaq.NodeAgent", Configuration, "kubedaq-agent");

    public static string Console { get; } = Path.Combine(Root, "artifacts", "bin", "KubeDaq.Console", Configuration, "kubedaq-console");

    /// <summary>kubectl's path, or null where the machine has none.</summary>
    public static string? Kubectl { get; } = OnPath("kubectl");

    /// <summary>artifacts/bin/PROJECT/CONFIGURATION is the build's layout.</summary>
    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/')).Name;

    public static string? OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);

    private static string FindRoot(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "KubeDaq.slnx"))) return folder.FullName;
        }

        throw new DirectoryNotFoundException($"no KubeDaq.slnx above {from}");
    }
}

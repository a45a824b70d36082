namespace KubeDaq.Cli.Tests;

/// <summary>The checkout that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "KubeDaq.slnx"))) return folder.FullName;
        }

        throw new DirectoryNotFoundException($"no KubeDaq.slnx above {from}");
    }
}

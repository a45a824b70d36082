namespace KubeDaq.NodeAgent.Tests;

/// <summary>The files in TestData, as they stand in the checkout.</summary>
internal static class TestFiles
{
    private static readonly string Root = Find(AppContext.BaseDirectory);

    public static string Path(string name) => System.IO.Path.Combine(Root, "test/KubeDaq.NodeAgent.Tests/TestData", name);

    public static string InRepository(string name) => System.IO.Path.Combine(Root, name);

    private static string Find(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "KubeDaq.slnx")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException($"no KubeDaq.slnx above {from}");
    }
}

namespace KubeDaq.NodeAgent.Tests.Discovery;

/// <summary>
/// A host's files, unpacked below a temporary folder. The text has a line an entry: <c>path = content</c>, <c>path -> target</c>, <c>path</c>
/// alone for an empty file, and <c>path:</c> with lines that begin with a bar.
/// </summary>
internal sealed class RecordedTree : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("kubedaq-host-").FullName;

    public static RecordedTree Load(string name) => Unpack(File.ReadAllText(TestFiles.Path($"{name}.tree")));

    public static RecordedTree Unpack(string text)
    {
        var tree = new RecordedTree();
        string? open = null;
        foreach (var line in text.Split('\n').Where(l => l.Length > 0 && l[0] != '#'))
        {
            if (open is not null && line.StartsWith("  |", StringComparison.Ordinal))
                File.AppendAllText(tree.Place(open), line[3..] + "\n");
            else
                open = tree.Add(line);
        }

        return tree;
    }

    public void Write(string path, string content) => File.WriteAllText(Place(path), content);

    public void Link(string path, string target) => File.CreateSymbolicLink(Place(path), target);

    public void Remove(string path)
    {
        var here = Path.Combine(Root, path);
        if (Directory.Exists(here) && new DirectoryInfo(here).LinkTarget is null)
            Directory.Delete(here, recursive: true);
        else
            File.Delete(here);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private string? Add(string line)
    {
        if (line.EndsWith(':'))
        {
            Write(line[..^1], "");
            return line[..^1];
        }

        if (line.Split(" -> ") is [var link, var target])
            Link(link, target);
        else if (line.Split(" = ", 2) is [var file, var content])
            Write(file, content + "\n");
        else
            Write(line, "");
        return null;
    }

    private string Place(string path)
    {
        var here = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(here)!);
        return here;
    }
}

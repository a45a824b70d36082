namespace KubeDaq.Sandbox.Processes.Containers;

/// <summary>Follows the machine's symbolic links, so that a mount on <c>/var/run/secrets</c> is made where that leads.</summary>
internal static class MachinePath
{
    private const int MostLinks = 40;

    /// <summary>The path without links, <c>.</c> and <c>..</c>; what does not exist stays as it is.</summary>
    public static string Resolve(string path)
    {
        var resolved = "/";
        var left = new Stack<string>(Parts(path).Reverse());
        var links = 0;
        while (left.TryPop(out var part))
        {
            if (part == "..")
            {
                resolved = Path.GetDirectoryName(resolved) ?? "/";
                continue;
            }
            var next = Path.Combine(resolved, part);
            if (new FileInfo(next).LinkTarget is { } target && links++ < MostLinks)
            {
                if (target.StartsWith('/'))
                    resolved = "/";
                foreach (var step in Parts(target).Reverse())
                    left.Push(step);
            }
            else
            {
                resolved = next;
            }
        }
        return resolved;
    }

    private static IEnumerable<string> Parts(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".");
}

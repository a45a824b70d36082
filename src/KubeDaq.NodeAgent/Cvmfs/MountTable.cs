using KubeDaq.NodeAgent.Discovery.Files;

namespace KubeDaq.NodeAgent.Cvmfs;

/// <summary>The file systems mounted on the host, from the kernel's table: reading it touches none of them.</summary>
internal sealed class MountTable(HostFiles files)
{
    // The init process sees the host's mounts; without the host's processes, those of the agent's own pod count.
    private static readonly string[] Tables = ["/proc/1/mountinfo", "/proc/self/mountinfo"];

    /// <summary>The kind of file system at each place that something is mounted at.</summary>
    public IReadOnlyDictionary<string, string> Read() =>
        Tables.Select(files.Text).FirstOrDefault(text => text is { Length: > 0 }) is { } table ? Parse(table) : new Dictionary<string, string>();

    /// <summary>The fifth field of a line is the place; the kind stands after a dash. Of mounts on one place the last is on top.</summary>
    internal static IReadOnlyDictionary<string, string> Parse(string table)
    {
        var places = new Dictionary<string, string>();
        foreach (var line in table.Split('\n'))
        {
            var fields = line.Split(' ');
            var dash = Array.IndexOf(fields, "-", 0);
            if (fields.Length > 4 && dash > 4 && dash + 1 < fields.Length)
                places[Unescape(fields[4])] = fields[dash + 1];
        }

        return places;
    }

    /// <summary>The kernel writes spaces and the like in octal.</summary>
    private static string Unescape(string text) => text
        .Replace("\\040", " ", StringComparison.Ordinal).Replace("\\011", "\t", StringComparison.Ordinal)
        .Replace("\\012", "\n", StringComparison.Ordinal).Replace("\\134", "\\", StringComparison.Ordinal);
}

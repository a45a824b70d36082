using System.Text.Json.Nodes;
using KubeDaq.Api.HostAccess.Needs;

namespace KubeDaq.Api.HostAccess.Migration.Reading;

/// <summary>The parts of the host's file system.</summary>
internal static class HostPathReading
{
    public static IReadOnlyList<AllowedHostPath> Everything { get; } = [new() { Prefix = "/", ReadOnly = false }];

    /// <summary>Of a PodSecurityPolicy: the prefixes, or all where the volume type is allowed and no prefix is named.</summary>
    public static IReadOnlyList<AllowedHostPath> Paths(JsonObject spec, Leftovers left)
    {
        var listed = spec.Items("allowedHostPaths").ToList();
        if (!spec.Texts("volumes").Any(type => type is "*" or "hostPath"))
        {
            if (listed.Count > 0)
                left.Add("spec.allowedHostPaths", "had no effect, as spec.volumes has no hostPath", "nothing is allowed of the host's files");
            return [];
        }

        return listed.Count == 0
            ? Everything
            : [.. listed.Select(path => Path(path, left)).OfType<AllowedHostPath>().GroupBy(path => path.Prefix).Select(Widest)];
    }

    private static AllowedHostPath? Path(JsonObject path, Leftovers left)
    {
        var written = path.Text("pathPrefix");
        var parts = written.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".").ToList();
        if (written.StartsWith('/') && !parts.Contains(".."))
            return new AllowedHostPath { Prefix = "/" + string.Join('/', parts), ReadOnly = path.Flag("readOnly") };
        left.Add("spec.allowedHostPaths", $"\"{written}\" is no plain absolute path: it is left out", "write one to spec.hostPaths");
        return null;
    }

    private static AllowedHostPath Widest(IGrouping<string, AllowedHostPath> same) => new() { Prefix = same.Key, ReadOnly = same.All(path => path.ReadOnly) };
}

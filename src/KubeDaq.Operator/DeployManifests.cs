using System.Reflection;

namespace KubeDaq.Operator;

/// <summary>The files of deploy/, as they are applied to a cluster: the sandbox applies the same.</summary>
public static class DeployManifests
{
    private const string Root = "deploy/";

    /// <summary>Text by path below deploy/, in the order in which to apply it: definitions first, then by name.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> All { get; } =
    [
        .. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Select(name => name.Replace('\\', '/'))
            .Where(name => name.StartsWith(Root, StringComparison.Ordinal))
            .OrderBy(name => name.StartsWith(Root + "crds/", StringComparison.Ordinal) ? 0 : 1)
            .ThenBy(name => name, StringComparer.Ordinal)
            .Select(name => KeyValuePair.Create(name[Root.Length..], Read(name))),
    ];

    private static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

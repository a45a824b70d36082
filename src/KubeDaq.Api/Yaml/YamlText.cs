using System.Text.Json.Nodes;

namespace KubeDaq.Api.Yaml;

/// <summary>YAML as Kubernetes reads and writes it: a plain <c>yes</c> is true, a quoted string stays a string.</summary>
public static class YamlText
{
    /// <summary>Reads every document of a text; empty documents are passed over. JSON is read too.</summary>
    /// <exception cref="YamlTextException">The text is not YAML, or goes beyond <see cref="YamlLimits.Default"/>.</exception>
    public static IReadOnlyList<JsonNode> Read(string text) => [.. Read(text, YamlLimits.Default).Select(document => document.Root)];

    /// <summary>Writes one document, with the fields in the order of the tree.</summary>
    public static string Write(JsonNode? node) => YamlWriter.Write(node);

    internal static IReadOnlyList<YamlDocument> Read(string text, YamlLimits limits)
    {
        try
        {
            return new YamlReader(text, limits).ReadAll();
        }
        catch (YamlTextException) when (text.AsSpan().TrimStart() is ['{' or '[', ..] && text.Length <= limits.Length)
        {
            // JSON may be indented with tabs, YAML may not.
            if (JsonText.TryRead(text, limits) is { } document)
                return [document];
            throw;
        }
    }
}

/// <summary>One document of a text.</summary>
/// <param name="Root">The tree; never null.</param>
/// <param name="Line">The line it starts on, from 1.</param>
/// <param name="Lines">The line of each field, by path.</param>
internal sealed record YamlDocument(JsonNode Root, int Line, IReadOnlyDictionary<string, int> Lines)
{
    /// <summary>The line of a field, or of the nearest one around it that is written.</summary>
    public int LineOf(string path)
    {
        while (path.Length > 0)
        {
            if (Lines.TryGetValue(path, out var line))
                return line;
            path = path[..Math.Max(0, path.LastIndexOfAny(['.', '[']))];
        }
        return Line;
    }
}

/// <summary>What is read at most, so that no text can take the memory or the stack.</summary>
/// <param name="Length">Characters.</param>
/// <param name="Nodes">Values, with aliases counted as often as they stand.</param>
/// <param name="Depth">Values within values.</param>
internal sealed record YamlLimits(int Length, int Nodes, int Depth)
{
    public static YamlLimits Default { get; } = new(Length: 4 << 20, Nodes: 400_000, Depth: 100);

    public static YamlLimits Manifest { get; } = new(Length: 3 << 20, Nodes: 200_000, Depth: 60);
}

/// <summary>A text that is not YAML, or more than is read.</summary>
public sealed class YamlTextException(int line, string problem, string advice) : Exception($"line {line}: {problem}; {advice}")
{
    /// <summary>The line, from 1.</summary>
    public int Line { get; } = line;

    /// <summary>What is wrong there.</summary>
    public string Problem { get; } = problem;

    /// <summary>What to do about it.</summary>
    public string Advice { get; } = advice;
}

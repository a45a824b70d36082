using System.Text.Json;
using System.Text.Json.Nodes;

namespace KubeDaq.Api.Yaml;

/// <summary>Reads JSON that is not YAML as well.</summary>
internal static class JsonText
{
    private static readonly Dictionary<string, int> _noLines = [];

    /// <summary>The document, or null where the text is not JSON either, or more than is read.</summary>
    public static YamlDocument? TryRead(string text, YamlLimits limits)
    {
        try
        {
            var options = new JsonDocumentOptions { MaxDepth = limits.Depth, AllowDuplicateProperties = false };
            return JsonNode.Parse(text, documentOptions: options) is { } root ? new YamlDocument(root, 1, _noLines) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

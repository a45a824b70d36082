using System.Text.Json.Nodes;
using KubeDaq.Api.Yaml;
using KubeDaq.Cli.Applying;

namespace KubeDaq.Cli.HostAccess;

/// <summary>Objects of any kind from files, those of Lists one by one.</summary>
internal static class FileObjects
{
    public static IReadOnlyList<JsonObject> Read(IEnumerable<string> paths, TextReader input)
    {
        var complaints = new List<string>();
        var objects = ManifestTexts.Read(paths, input, complaints).SelectMany(text => Read(text, complaints)).ToList();
        return complaints.Count == 0 ? objects : throw new CommandFailure(ExitCode.Error, string.Join('\n', complaints));
    }

    private static IReadOnlyList<JsonObject> Read(ManifestText text, List<string> complaints)
    {
        try
        {
            var roots = YamlText.Read(text.Text, YamlLimits.Manifest);
            complaints.AddRange(roots.Where(document => document.Root is not JsonObject).Select(document => $"{text.File}:{document.Line}: is no object; write apiVersion, kind, metadata and spec"));
            if (roots.Count == 0)
                complaints.Add($"{text.File}: is empty");
            return [.. roots.Select(document => document.Root).OfType<JsonObject>().SelectMany(Items)];
        }
        catch (YamlTextException e)
        {
            complaints.Add($"{text.File}:{e.Line}: {e.Problem}; {e.Advice}");
            return [];
        }
    }

    private static IEnumerable<JsonObject> Items(JsonObject value) =>
        value["items"] is JsonArray items && value["kind"]?.ToString().EndsWith("List", StringComparison.Ordinal) == true ? items.OfType<JsonObject>() : [value];
}

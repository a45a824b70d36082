using System.Text.Json.Nodes;
using KubeDaq.Api.Reading;
using KubeDaq.Api.Meta;
using KubeDaq.Api.Partitions;
using KubeDaq.Api.Validation;
using KubeDaq.Api.Yaml;

namespace KubeDaq.Cli.Applying;

/// <summary>An object of a file: as it is written, and what that means; no meaning for a Namespace, which is not ours.</summary>
internal sealed record FileObject(string File, JsonObject Written, KubeObject? Meaning);

/// <summary>What <c>-f</c> names: files, folders or standard input, read strictly and all at once.</summary>
internal sealed class ManifestFiles(TextReader input)
{
    private readonly List<FileObject> _objects = [];
    private readonly List<string> _complaints = [];

    /// <summary>Namespaces first, for what follows is in them.</summary>
    public IReadOnlyList<FileObject> Read(IEnumerable<string> paths)
    {
        foreach (var (file, text) in ManifestTexts.Read(paths, input, _complaints))
            ReadText(file, text);
        if (_complaints.Count > 0)
            throw new CommandFailure(ExitCode.Error, string.Join('\n', _complaints));
        return [.. _objects.OrderBy(o => o.Meaning is null ? 0 : 1)];
    }

    private void ReadText(string file, string text)
    {
        var documents = Documents(text);
        if (documents.Count > 0 && documents.All(d => d.Root is JsonObject o && Is(o, "v1", "Namespace")))
        {
            // A partition needs one. Kinds that are not ours are left to kubectl otherwise.
            _objects.AddRange(documents.Select(d => new FileObject(file, d.Root.AsObject(), null)));
            return;
        }

        var reading = Manifests.Read(text);
        _complaints.AddRange(reading.Errors.Concat(documents.SelectMany(TemplateErrors)).OrderBy(e => e.Line).Select(e => Complaint(file, e)));
        if (reading.IsValid)
            _objects.AddRange(documents.SelectMany(d => Items(d.Root)).Zip(reading.Objects, (written, meaning) => new FileObject(file, written, meaning)));
    }

    /// <summary>Nothing where the text is no YAML: what is wrong with it is told with the rest.</summary>
    private static IReadOnlyList<YamlDocument> Documents(string text)
    {
        try
        {
            return YamlText.Read(text, YamlLimits.Manifest);
        }
        catch (YamlTextException)
        {
            return [];
        }
    }

    private static IEnumerable<FieldError> TemplateErrors(YamlDocument document) =>
        Items(document.Root)
            .Where(o => Is(o, Api.ApiGroup.ApiVersion, nameof(Partition)))
            .SelectMany(o => Applications(o).SelectMany((a, i) => PodTemplateFields.Check((a as JsonObject)?["template"], $"{Prefix(o)}spec.applications[{i}].template")))
            .Select(e => e with { Line = document.LineOf(e.Field) });

    private static JsonArray Applications(JsonObject partition) => (partition["spec"] as JsonObject)?["applications"] as JsonArray ?? [];

    /// <summary>Where an object of a List is in it.</summary>
    private static string Prefix(JsonObject value) => value.Parent is JsonArray items ? $"items[{items.IndexOf(value)}]." : "";

    private static IEnumerable<JsonObject> Items(JsonNode root) => root switch
    {
        JsonObject list when list["items"] is JsonArray items && Is(list, null, "List") => items.OfType<JsonObject>(),
        JsonObject one => [one],
        _ => [],
    };

    private static bool Is(JsonObject value, string? apiVersion, string kind) =>
        value["kind"]?.ToString() == kind && (apiVersion is null || value["apiVersion"]?.ToString() == apiVersion);

    private static string Complaint(string file, FieldError error) => $"{file}:{error.Line}: {error with { Line = null }}";
}

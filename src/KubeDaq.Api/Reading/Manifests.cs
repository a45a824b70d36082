using KubeDaq.Api.Meta;
using KubeDaq.Api.Validation;
using KubeDaq.Api.Yaml;

namespace KubeDaq.Api.Reading;

/// <summary>Reads what people write: strictly, so that a mistyped field is told instead of dropped.</summary>
public static class Manifests
{
    private const string Example = "write apiVersion, kind, metadata and spec, as in docs/partition.md";

    /// <summary>Reads YAML or JSON, one or several objects of group dune.daq; never throws for what the text holds.</summary>
    public static ManifestReading Read(string text)
    {
        IReadOnlyList<YamlDocument> documents;
        try
        {
            documents = YamlText.Read(text, YamlLimits.Manifest);
        }
        catch (YamlTextException error)
        {
            return new ManifestReading([], [new FieldError("", error.Problem, error.Advice) { Line = error.Line }]);
        }
        return documents.Count == 0
            ? new ManifestReading([], [new FieldError("", "the text is empty", Example) { Line = 1 }])
            : Read(documents);
    }

    private static ManifestReading Read(IReadOnlyList<YamlDocument> documents)
    {
        var objects = new List<KubeObject>();
        var errors = new List<FieldError>();
        foreach (var document in documents)
        {
            var reader = new DocumentReader(document);
            objects.AddRange(reader.Read());
            errors.AddRange(reader.Errors.Select(error => error with { Line = document.LineOf(error.Field) }));
        }
        errors.AddRange(Twice(objects));
        return new ManifestReading(objects, errors);
    }

    private static IEnumerable<FieldError> Twice(List<KubeObject> objects) => objects
        .GroupBy(found => (found.Kind, found.Metadata.Namespace, found.Metadata.Name))
        .Where(group => group.Count() > 1)
        .Select(group => new FieldError("metadata.name", $"{group.Key.Kind} {group.Key.Name} stands {group.Count()} times in the text", "keep one of them"));
}

using System.Text.Json.Nodes;
using KubeDaq.Api.Yaml;

namespace KubeDaq.Api.Schema;

/// <summary>The CustomResourceDefinitions of group dune.daq, as they stand in deploy/crds.</summary>
public static class Crds
{
    /// <summary>Every definition, as YAML text.</summary>
    public static IReadOnlyList<string> AllAsYaml() => [.. Kinds.All.Select(Text)];

    /// <summary>Every definition, as a JSON tree of the caller's own.</summary>
    public static IReadOnlyList<JsonObject> All() => [.. AllAsYaml().Select(text => YamlText.Read(text).Single().AsObject())];

    private static string Text(ObjectKind kind)
    {
        var name = FileName(kind);
        using var stream = typeof(Crds).Assembly.GetManifestResourceStream("crds/" + name)
            ?? throw new InvalidOperationException($"{name} is not embedded");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    internal static string FileName(ObjectKind kind) => $"{ApiGroup.Name}_{kind.Names.Plural}.yaml";
}

using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using KubeDaq.Api.Schema;
using KubeDaq.Api.Tests.Schema.Writing;
using KubeDaq.Api.Yaml;

namespace KubeDaq.Api.Tests.Schema;

public sealed class CrdsTests
{
    public static TheoryData<string> KindNames => [.. Kinds.All.Select(kind => kind.Kind)];

    /// <summary>KUBEDAQ_REWRITE=1 writes the files anew from the types.</summary>
    [Theory, MemberData(nameof(KindNames))]
    public void Checked_in_definition_is_what_the_types_say(string kindName)
    {
        var kind = Kinds.All.Single(kind => kind.Kind == kindName);
        var file = Path.Combine(Folder(), Crds.FileName(kind));
        var text = "# Made from the types of KubeDaq.Api: run the tests with KUBEDAQ_REWRITE=1.\n" + YamlText.Write(Writer().Write(kind));
        if (Environment.GetEnvironmentVariable("KUBEDAQ_REWRITE") == "1")
            File.WriteAllText(file, text);
        Assert.Equal(text, File.ReadAllText(file));
    }

    [Fact]
    public void Embedded_definitions_are_one_a_kind_and_stand_alone()
    {
        var definitions = Crds.All();
        Assert.Equal(Kinds.All.Count, definitions.Count);
        Assert.All(definitions, definition => Assert.Equal("CustomResourceDefinition", (string?)definition["kind"]));
    }

    [Theory, MemberData(nameof(KindNames))]
    public void Every_field_has_a_type_and_a_sentence(string kindName)
    {
        var kind = Kinds.All.Single(kind => kind.Kind == kindName);
        var root = Writer().Write(kind)["spec"]!["versions"]![0]!["schema"]!["openAPIV3Schema"]!.AsObject();
        Assert.All(Fields("", root).Where(field => field.Path != ".metadata"), field =>
        {
            Assert.NotNull(field.Schema["type"]);
            Assert.True(((string?)field.Schema["description"])?.EndsWith('.'), field.Path);
        });
    }

    private static IEnumerable<(string Path, JsonObject Schema)> Fields(string path, JsonObject schema)
    {
        yield return (path, schema);
        var inner = schema["items"] as JsonObject ?? schema;
        foreach (var (name, field) in inner["properties"] as JsonObject ?? [])
            foreach (var deeper in Fields($"{path}.{name}", field!.AsObject()))
                yield return deeper;
    }

    private static CrdWriter Writer() => new(XDocument.Load(Path.ChangeExtension(typeof(Crds).Assembly.Location, ".xml")));

    private static string Folder([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../deploy/crds"));
}

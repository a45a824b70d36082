using KubeDaq.Api.Partitions;
using KubeDaq.Cli.Applying;

namespace KubeDaq.Cli.Tests.Applying;

public sealed class ManifestFilesTests : IDisposable
{
    private const string Good =
        """
        apiVersion: dune.daq/v1alpha1
        kind: Partition
        metadata: {name: coldbox}
        spec:
          applications:
          - name: writer
            template: {spec: {containers: [{name: w, image: i}]}}
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kubedaq-cli-");

    [Fact]
    public void A_folder_gives_its_namespaces_first()
    {
        Write("a.yaml", Good);
        Write("b.yaml", "apiVersion: v1\nkind: Namespace\nmetadata: {name: np04}\n");
        Write("notes.txt", "not read");

        var found = new ManifestFiles(TextReader.Null).Read([_folder.FullName]);

        Assert.Equal(["np04", "coldbox"], found.Select(f => f.Written["metadata"]!["name"]!.GetValue<string>()));
        Assert.IsType<Partition>(found[1].Meaning);
    }

    [Fact]
    public void What_is_written_is_kept_as_it_is() =>
        Assert.Null(Assert.Single(new ManifestFiles(new StringReader(Good)).Read(["-"])).Written["spec"]!["state"]);

    [Fact]
    public void All_mistakes_of_all_files_are_told_at_once_with_file_and_line()
    {
        Write("a.yaml", Good.Replace("coldbox", "Cold_Box", StringComparison.Ordinal).Replace("image:", "imgae:", StringComparison.Ordinal));
        Write("b.yaml", "just: text\n");

        var message = Assert.Throws<CommandFailure>(() => new ManifestFiles(TextReader.Null).Read([_folder.FullName])).Message;

        Assert.Contains("a.yaml:3: metadata.name: ", message);
        Assert.Contains("a.yaml:7: spec.applications[0].template.spec.containers[0].imgae: is no field that Kubernetes knows here; did you mean image?", message);
        Assert.Contains("b.yaml:1: ", message);
    }

    [Fact]
    public void Objects_of_a_list_are_read_one_by_one()
    {
        var indented = string.Join('\n', Good.Split('\n').Select(l => "  " + l)).TrimStart();
        var found = new ManifestFiles(new StringReader($"apiVersion: v1\nkind: List\nitems:\n- {indented}\n")).Read(["-"]);
        Assert.Equal("coldbox", Assert.Single(found).Meaning!.Metadata.Name);
    }

    [Theory]
    [InlineData(""), InlineData("- 1"), InlineData("a: [b"), InlineData("\t"), InlineData("kind: Pod\napiVersion: v1"), InlineData("kind: {}\napiVersion: []"), InlineData("{\"kind\": 3")]
    public void What_is_no_partition_is_refused_and_never_breaks_the_program(string text)
    {
        var failure = Assert.Throws<CommandFailure>(() => new ManifestFiles(new StringReader(text)).Read(["-"]));
        Assert.Equal(ExitCode.Error, failure.ExitCode);
        Assert.StartsWith("standard input:", failure.Message);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder.FullName, name), text);
}

using System.Runtime.CompilerServices;
using KubeDaq.Api.Reading;

namespace KubeDaq.Api.Tests.Reading;

public sealed class ExamplesTests
{
    [Theory]
    [InlineData("examples/np04/coldbox.yaml")]
    [InlineData("examples/np04/vd.yaml")]
    public void Examples_are_right(string file) => Assert.Empty(Manifests.Read(File.ReadAllText(Root(file))).Errors);

    [Fact]
    public void The_first_example_of_the_manual_is_right()
    {
        var lines = File.ReadLines(Root("docs/partition.md")).SkipWhile(line => !line.StartsWith("    ", StringComparison.Ordinal));
        var text = string.Join('\n', lines.TakeWhile(line => line.StartsWith("    ", StringComparison.Ordinal)).Select(line => line[4..]));
        var reading = Manifests.Read(text);
        Assert.Empty(reading.Errors);
        Assert.Single(reading.Objects);
    }

    private static string Root(string file, [CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../..", file));
}

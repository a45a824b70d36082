using KubeDaq.Api.Reading;
using KubeDaq.Api.Yaml;

namespace KubeDaq.Api.Tests.Reading;

/// <summary>Breaks a right partition file in ten thousand ways.</summary>
public sealed class MutationTests
{
    private const int Count = 5000;

    [Fact]
    public void No_change_of_the_text_brings_more_than_clear_errors()
    {
        var random = new Random(1);
        var refused = 0;
        for (var i = 0; i < Count; i++)
            refused += Check(TextMutations.Apply(ManifestsTests.Coldbox, random));
        Assert.InRange(refused, Count / 2, Count);
    }

    [Fact]
    public void No_change_of_the_tree_brings_more_than_clear_errors()
    {
        var random = new Random(2);
        var original = YamlText.Read(ManifestsTests.Coldbox).Single();
        var refused = 0;
        for (var i = 0; i < Count; i++)
        {
            var tree = original.DeepClone();
            TreeMutations.Apply(tree, random);
            refused += Check(i % 2 == 0 ? YamlText.Write(tree) : tree.ToJsonString());
        }
        Assert.InRange(refused, Count / 2, Count);
    }

    private static int Check(string text)
    {
        var reading = Manifests.Read(text);
        Assert.All(reading.Errors, error =>
        {
            Assert.True(error.Line >= 1, text);
            Assert.True(error.Field.Length > 0 || error.Line >= 1, text);
            Assert.False(string.IsNullOrWhiteSpace(error.Problem), text);
            Assert.False(string.IsNullOrWhiteSpace(error.Advice), text);
            Assert.DoesNotContain('\n', error.ToString());
        });
        return reading.IsValid ? 0 : 1;
    }
}

using System.Text.Json.Nodes;
using CsCheck;
using KubeDaq.Api.Yaml;

namespace KubeDaq.Api.Tests.Yaml;

public sealed class YamlTextTests
{
    [Theory]
    [InlineData("yes", "true")]
    [InlineData("off", "false")]
    [InlineData("y", "true")]
    [InlineData("'yes'", "\"yes\"")]
    [InlineData("\"12\"", "\"12\"")]
    [InlineData("12", "12")]
    [InlineData("0x1F", "31")]
    [InlineData("010", "8")]
    [InlineData("0o17", "15")]
    [InlineData("0b101", "5")]
    [InlineData("1_000", "1000")]
    [InlineData("-3", "-3")]
    [InlineData("18446744073709551615", "18446744073709551615")]
    [InlineData("1.50", "1.5")]
    [InlineData("1e3", "1000")]
    [InlineData("~", "null")]
    [InlineData("", "null")]
    [InlineData("1.2.3", "\"1.2.3\"")]
    [InlineData("2026-11-24", "\"2026-11-24\"")]
    [InlineData("0000:3b:00.0", "\"0000:3b:00.0\"")]
    [InlineData("!!str 5", "\"5\"")]
    public void Scalars_mean_what_they_mean_to_Kubernetes(string yaml, string json) =>
        Assert.Equal(json, YamlText.Read($"a: {yaml}").Single()["a"]?.ToJsonString() ?? "null");

    [Fact]
    public void Documents_are_read_one_by_one_and_empty_ones_passed_over() =>
        Assert.Equal(["""{"a":1}""", "[2]"], YamlText.Read("---\na: 1\n---\n---\n# nothing\n---\n- 2\n").Select(node => node.ToJsonString()));

    [Fact]
    public void Aliases_and_merges_are_written_out() => Assert.Equal(
        """{"a":{"x":1,"z":2},"b":{"z":3,"x":1},"c":{"x":1,"z":2}}""",
        YamlText.Read("a: &a {x: 1, z: 2}\nb: {<<: *a, z: 3}\nc: *a").Single().ToJsonString());

    [Fact]
    public void JSON_indented_with_tabs_is_read() =>
        Assert.Equal("""{"a":{"b":[1]}}""", YamlText.Read("{\n\t\"a\": {\n\t\t\"b\": [1]\n\t}\n}").Single().ToJsonString());

    [Theory]
    [InlineData("a: 1\n\tb: 2", 2, "tabs")]
    [InlineData("a: 1\na: 2", 2, "twice")]
    [InlineData("a: [1", 1, "not YAML")]
    [InlineData("a: *b", 1, "&b")]
    [InlineData("a: .inf", 1, "JSON")]
    [InlineData("a: !ruby/object x", 1, "tag")]
    [InlineData("? [a]\n: b", 1, "key")]
    [InlineData("? \n: b", 1, "key")]
    public void Text_that_is_not_read_is_told_by_line(string yaml, int line, string word)
    {
        var error = Assert.Throws<YamlTextException>(() => YamlText.Read(yaml));
        Assert.InRange(error.Line, line, line + 1);
        Assert.Contains(word, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_alias_bomb_is_refused()
    {
        var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + string.Concat(Enumerable.Range(1, 20).Select(i =>
            $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n"));
        Assert.Contains("values", Assert.Throws<YamlTextException>(() => YamlText.Read(bomb)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    public void Depth_is_bounded(string open) =>
        Assert.Throws<YamlTextException>(() => YamlText.Read(string.Concat(Enumerable.Repeat(open, 20_000))));

    [Fact]
    public void Size_is_bounded() => Assert.Throws<YamlTextException>(() => YamlText.Read(new string(' ', 5 << 20)));

    [Fact]
    public void Every_tree_comes_back_as_it_was_written() => Tree(3).Sample(
        tree => JsonNode.DeepEquals(tree, YamlText.Read(YamlText.Write(tree)).Single()),
        iter: 500, print: tree => tree.ToJsonString() + "\n" + YamlText.Write(tree));

    [Fact]
    public void Text_of_several_lines_is_written_as_a_block() =>
        Assert.Equal("a: |-\n  one\n  two\nb: 'yes'\nc: []\n", YamlText.Write(new JsonObject { ["a"] = "one\ntwo", ["b"] = "yes", ["c"] = new JsonArray() }));

    private static Gen<JsonObject> Tree(int depth) =>
        Gen.Dictionary(Text, Value(depth))[0, 4].Select(fields => new JsonObject(fields.Select(f => KeyValuePair.Create(f.Key, f.Value?.DeepClone()))));

    private static Gen<JsonNode?> Value(int depth)
    {
        var leaf = Gen.OneOf(
            Text.Select(text => (JsonNode?)JsonValue.Create(text)),
            Gen.Long.Select(number => (JsonNode?)JsonValue.Create(number)),
            Gen.Bool.Select(truth => (JsonNode?)JsonValue.Create(truth)),
            Gen.Const((JsonNode?)null));
        return depth == 0 ? leaf : Gen.OneOf(
            leaf,
            Tree(depth - 1).Select(tree => (JsonNode?)tree),
            Value(depth - 1).List[0, 3].Select(items => (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())])));
    }

    private static readonly string[] _awkward =
        ["x*", "a *b", "yes", "null", "12", "- a", "a: b", " lead", "trail ", "#c", "a #b", "<<", "=", "0x1", "1e3", ".inf", "'", "\"", "*a", "&a", "!t", "@", "%", "`", "", "~", "a\nb", "a\n", "\na", "a\n\n b\n", "\t", "é", "🙂", "\u0000", "\u2028", "---", "..."];

    private static Gen<string> Text { get; } = Gen.OneOf(
        Generated.Label,
        Gen.Int[0, _awkward.Length - 1].Select(i => _awkward[i]),
        Gen.String);
}

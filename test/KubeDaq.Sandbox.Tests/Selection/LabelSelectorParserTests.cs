using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Selection;

namespace KubeDaq.Sandbox.Tests.Selection;

public sealed class LabelSelectorParserTests
{
    private static readonly JsonObject Labels = new() { ["detector"] = "apa", ["crate"] = "7", ["spare"] = "" };

    [Theory]
    [InlineData("", true)]
    [InlineData("detector=apa", true)]
    [InlineData("detector==apa,crate!=8", true)]
    [InlineData("detector in (crp, apa),!broken", true)]
    [InlineData("detector notin (crp)", true)]
    [InlineData("spare,crate>6,crate<8", true)]
    [InlineData("spare=", true)]
    [InlineData("missing", false)]
    [InlineData("detector!=apa", false)]
    [InlineData("crate in (8,9)", false)]
    public void A_selector_picks_by_labels(string text, bool matches) => Assert.Equal(matches, LabelSelectorParser.Parse(text).Matches(Labels));

    [Theory]
    [InlineData("tier in one", "unable to parse requirement: found 'one' expected: '('")]
    [InlineData("=", "found '=', expected: !, identifier, or 'end of string'")]
    [InlineData("a=b,", "found '', expected: identifier after ','")]
    public void What_is_no_selector_is_told(string text, string complaint) =>
        Assert.Equal(complaint, Assert.Throws<StatusException>(() => LabelSelectorParser.Parse(text)).Message);
}

using KubeDaq.Sandbox.Http;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Selection;

namespace KubeDaq.Sandbox.Tests.Http;

public sealed class ListReaderTests
{
    private readonly Sandboxed _sandbox = new();

    [Fact]
    public void Pages_together_are_the_list_as_it_was_at_the_first()
    {
        for (var i = 0; i < 7; i++)
            _sandbox.Create("configmaps", $$$"""{"metadata": {"name": "m{{{i}}}"}}""");
        var seen = new List<string>();
        var next = "";
        do
        {
            var page = Read(3, next);
            seen.AddRange(page.Items.Select(item => item.Key.Name));
            next = page.Continue ?? "";
            _sandbox.Objects.Delete(new("", "configmaps"), "np04", $"m{seen.Count}");
        }
        while (next.Length > 0);
        Assert.Equal(["m0", "m1", "m2", "m3", "m4", "m5", "m6"], seen);
    }

    [Fact]
    public void A_page_says_how_much_is_left()
    {
        for (var i = 0; i < 5; i++)
            _sandbox.Create("configmaps", $$$"""{"metadata": {"name": "m{{{i}}}"}}""");
        Assert.Equal(3, Read(2).Remaining);
        Assert.Null(Read(5).Continue);
    }

    [Fact]
    public void A_version_that_is_not_there_yet_is_refused() =>
        Assert.Equal(504, Assert.Throws<StatusException>(() => Read(0, version: "999999")).Code);

    [Fact]
    public void A_token_that_is_none_is_refused() =>
        Assert.StartsWith("invalid continue token", Assert.Throws<StatusException>(() => Read(2, "garbage")).Message, StringComparison.Ordinal);

    private ListPage Read(int limit, string next = "", string version = "") => new ListReader(_sandbox.Store).Read(
        _sandbox.Table.Find("", "v1", "configmaps")!, "np04", new() { Labels = LabelSelector.Everything, Fields = new([]), Limit = limit, Continue = next, Version = version });
}

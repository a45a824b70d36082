using KubeDaq.Cli.Verbs;

namespace KubeDaq.Cli.Tests.Verbs;

public sealed class DurationsTests
{
    [Theory]
    [InlineData("90s", 90)]
    [InlineData("10m", 600)]
    [InlineData("1h30m", 5400)]
    [InlineData("1h2m3s", 3723)]
    [InlineData("2.5s", 2.5)]
    [InlineData("7", 7)]
    [InlineData("0s", 0)]
    public void Are_written_as_for_kubectl(string text, double seconds) => Assert.Equal(TimeSpan.FromSeconds(seconds), Durations.Parse(text));

    [Theory]
    [InlineData(""), InlineData("soon"), InlineData("-5s"), InlineData("5x"), InlineData("1m1h"), InlineData("99999999999999s")]
    public void Anything_else_is_none(string text) => Assert.Null(Durations.Parse(text));
}

using KubeDaq.Sandbox.Resources;

namespace KubeDaq.Sandbox.Tests.Resources;

public sealed class HumanTimeTests
{
    [Theory]
    [InlineData(5, "5s")]
    [InlineData(119, "119s")]
    [InlineData(130, "2m10s")]
    [InlineData(3600, "60m")]
    [InlineData(3 * 3600 + 60, "3h1m")]
    [InlineData(86_400 * 2, "2d")]
    [InlineData(86_400 * 400, "400d")]
    public void A_span_is_shown_as_kubectl_shows_it(int seconds, string text) => Assert.Equal(text, HumanTime.Span(TimeSpan.FromSeconds(seconds)));
}

using CsCheck;
using KubeDaq.Console.Web;

namespace KubeDaq.Console.Tests.Web;

public sealed class LocalAddressTests
{
    [Theory]
    [InlineData("/cards")]
    [InlineData("/me?namespace=np04")]
    [InlineData("/partitions?namespace=a%2Fb")]
    public void A_page_of_the_console_is_gone_back_to(string address) => Assert.Equal(address, LocalAddress.Of(address));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example")]
    [InlineData("/\\elsewhere.example")]
    [InlineData("\\\\elsewhere.example")]
    [InlineData("/\t/elsewhere.example")]
    [InlineData("/\n/elsewhere.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("elsewhere.example")]
    [InlineData(" /cards")]
    [InlineData("/signin/cern?code=1")]
    [InlineData("/start/cern")]
    public void Anything_else_leads_to_the_partitions(string? address) => Assert.Equal("/partitions", LocalAddress.Of(address));

    [Fact]
    public void Whatever_is_asked_for_a_browser_stays_at_the_console() => Gen.String[Gen.Char["/\\:.@?#ahtps \t\n\u2028%"], 0, 20].Sample(asked =>
    {
        var here = new Uri("https://console.example/signin");
        return new Uri(here, LocalAddress.Of(asked)).Host == here.Host;
    });
}

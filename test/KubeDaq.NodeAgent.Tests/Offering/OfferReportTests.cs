using KubeDaq.NodeAgent.Offering;
using KubeDaq.NodeAgent.State;

namespace KubeDaq.NodeAgent.Tests.Offering;

public sealed class OfferReportTests
{
    private static OfferState Offered => new()
    {
        Mode = OfferMode.DevicePlugin,
        Cards = new Dictionary<string, CardOffer> { ["apa001"] = new(true, "Registered", "its kubelet offers it", ["np04/readout"]) },
    };

    [Fact]
    public void What_says_the_same_is_no_change() => Assert.True(OfferReport.Same(Offered, Offered));

    [Fact]
    public void Another_mode_card_offer_or_holder_is_a_change()
    {
        var card = Offered.Cards["apa001"];
        OfferState[] others =
        [
            Offered with { Mode = OfferMode.Dra }, Offered with { Cards = new Dictionary<string, CardOffer>() },
            With("apa002", card), With("apa001", card with { Offered = false }), With("apa001", card with { Pods = [] }),
        ];
        Assert.All(others, other => Assert.False(OfferReport.Same(Offered, other)));
        Assert.All(others, other => Assert.False(OfferReport.Same(other, Offered)));
    }

    private static OfferState With(string name, CardOffer card) => Offered with { Cards = new Dictionary<string, CardOffer> { [name] = card } };
}

using System.Text.Json.Nodes;
using KubeDaq.NodeAgent.Dra;
using KubeDaq.NodeAgent.Tests.Hosts;

namespace KubeDaq.NodeAgent.Tests.Claims;

public sealed class CardSliceTests
{
    [Fact]
    public void A_slice_that_the_server_gives_back_is_the_one_that_was_written()
    {
        var written = CardSlice.Of("daq2", "1", CardSlice.Devices(TestCards.Apa001 with { Health = TestCards.Broken }, null));
        var read = JsonNode.Parse(written.ToJsonString())!;
        read["spec"]!["devices"]![0]!["taints"]![0]!["timeAdded"] = "2026-11-24T11:00:00Z";
        Assert.True(CardSlice.SameDevices(read, written));
        Assert.False(CardSlice.SameDevices(read, CardSlice.Of("daq2", "1", CardSlice.Devices(TestCards.Apa001, null))));
    }

    [Fact]
    public void A_slice_without_devices_is_given_back_without_the_list()
    {
        var written = CardSlice.Of("daq2", "1", []);
        var read = written.DeepClone();
        read["spec"]!.AsObject().Remove("devices");
        Assert.True(CardSlice.SameDevices(read, written));
    }
}

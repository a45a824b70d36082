using KubeDaq.Api.DaqHosts;
using KubeDaq.Api.ReadoutCards;
using KubeDaq.Api.Validation;
using static KubeDaq.Api.Tests.Planning.Racks;

namespace KubeDaq.Api.Tests.Validation;

public sealed class OtherKindsValidationTests
{
    [Fact]
    public void A_right_card_and_a_right_host_have_no_errors()
    {
        Assert.Empty(ReadoutCardValidation.Validate(Card("apa001", "daq2", "data0", "data1")));
        Assert.Empty(DaqHostValidation.Validate(Host("daq2.hep.ucl.ac.uk", "daq")));
    }

    [Fact]
    public void All_that_is_wrong_with_a_card_is_told_at_once()
    {
        var card = Card("APA", "-", "data0", "data0") with { };
        card = card with { Spec = card.Spec with { PciAddress = "3b:00.0", Devices = ["/etc/passwd", "/dev/../etc"], Release = new ForcedRelease { LeaseNumber = 1, Reason = " ", RequestedBy = "x" } } };
        Assert.Equal(
            ["metadata.name", "spec.host", "spec.pciAddress", "spec.devices[0]", "spec.devices[1]", "spec.units[1]", "spec.release.reason"],
            ReadoutCardValidation.Validate(card).Select(error => error.Field));
    }

    [Fact]
    public void The_resource_of_a_unit_stays_within_63_characters() =>
        Assert.Equal("spec.units[0]", Assert.Single(ReadoutCardValidation.Validate(Card(new string('a', 50), "daq2", "data0"))).Field);

    [Fact]
    public void A_host_has_one_address_for_each_network()
    {
        var host = Host("daq2", "daq", "daq");
        host = host with { Status = host.Status! with { Networks = [.. host.Status!.Networks, new HostNetwork { Name = "x", Address = "here" }] } };
        Assert.Equal(["status.networks[1].name", "status.networks[2].address"], DaqHostValidation.Validate(host).Select(error => error.Field));
    }
}
